#include "adapters/sql/deed_table.h"

#include <vector>

#include "engine/digest.h"

namespace lapse::adapters::sql {
namespace {

using Text = std::string;

constexpr std::string_view kOverride = "override";
constexpr std::int64_t kPage = 5000;

}  // namespace

DeedDigests DeedTable::write(engine::DeedRow deed) {
  deed.salt = engine::random_salt();
  deed.words = engine::digest_of_words(deed);
  database_.execute(
      "INSERT INTO deed (seq, account, role, on_behalf, reason, reference, given, salt, words)"
      " VALUES (:seq, :account, :role, :on_behalf, :reason, :reference, :given, :salt, :words)",
      {{"seq", deed.seq},
       {"account", deed.account},
       {"role", deed.role},
       {"on_behalf", deed.on_behalf},
       {"reason", deed.reason},
       {"reference", deed.reference},
       {"given", deed.given},
       {"salt", deed.salt},
       {"words", deed.words}});
  std::vector<std::vector<rules::Value>> rows;
  for (const auto& [name, value] : deed.facts) rows.push_back({deed.seq, deed.account, name, value});
  if (!deed.override_reason.empty())
    rows.push_back({deed.seq, deed.account, std::string(kOverride), deed.override_reason});
  if (!rows.empty()) database_.insert("deed_fact", {"seq", "account", "name", "value"}, rows);
  return {{deed.seq, engine::digest_of(deed)}};
}

DeedDigests DeedTable::write_reason(SeqRange rows, const std::string& reason) {
  engine::DeedRow deed;
  deed.reason = reason;
  deed.salt = engine::random_salt();
  deed.words = engine::digest_of_words(deed);
  DeedDigests digests;
  const Binds range{{"first", rows.first}, {"last", rows.last}};
  database_.execute(
      "INSERT INTO deed (seq, account, role, on_behalf, reason, reference, given, salt, words)"
      " SELECT j.seq, j.account, '', '', :reason, '', '', :salt, :words FROM journal j"
      " WHERE j.seq >= :first AND j.seq <= :last",
      range + Binds{{"reason", reason}, {"salt", deed.salt}, {"words", deed.words}});
  database_.each<Number, Text>(
      "SELECT d.seq, d.account FROM deed d WHERE d.seq >= :first AND d.seq <= :last ORDER BY d.seq", range,
      [&](Number seq, const Text& account) {
        deed.seq = seq;
        deed.account = account;
        digests[deed.seq] = engine::digest_of(deed);
      });
  return digests;
}

void DeedTable::read(const engine::Visit<engine::DeedRow>& visit) {
  for (std::int64_t last = 0;;) {
    auto page = page_after(last);
    if (page.empty()) return;
    const Binds range{{"after", last}, {"last", page.rbegin()->first}};
    database_.each<Number, Text, Text>(
        "SELECT f.seq, f.name, f.value FROM deed d CROSS JOIN deed_fact f WHERE d.seq > :after"
        " AND d.seq <= :last AND f.account = d.account AND f.seq = d.seq",
        range, [&page](Number seq, const Text& name, const Text& value) {
          auto& deed = page.at(seq);
          (name == kOverride ? deed.override_reason : deed.facts[name]) = value;
        });
    for (const auto& [seq, deed] : page) visit(deed);
    last = page.rbegin()->first;
  }
}

std::map<std::int64_t, engine::DeedRow> DeedTable::page_after(std::int64_t last) {
  std::map<std::int64_t, engine::DeedRow> page;
  database_.each<Number, Text, Text, Text, Text, Text, Text, Text, Text>(
      "SELECT seq, account, role, on_behalf, reason, reference, given, salt, words FROM deed"
      " WHERE seq > :last ORDER BY seq LIMIT :page",
      {{"last", last}, {"page", kPage}},
      [&](Number seq, const Text& account, const Text& role, const Text& on_behalf, const Text& reason,
          const Text& reference, const Text& given, const Text& salt, const Text& words) {
        page[seq] = {seq, account, role, given, {}, on_behalf, reason, reference, "", salt, words};
      });
  return page;
}

DeedDigests DeedTable::digests() {
  DeedDigests digests;
  read([&digests](const engine::DeedRow& deed) {
    if (auto digest = engine::digest_of(deed); !digest.empty()) digests[deed.seq] = std::move(digest);
  });
  return digests;
}

}  // namespace lapse::adapters::sql
