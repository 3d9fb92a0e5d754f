#include "adapters/sql/candidates.h"

#include <algorithm>
#include <set>

#include "adapters/sql/account_rows.h"
#include "adapters/sql/recipients.h"
#include "engine/person.h"

namespace lapse::adapters::sql {
namespace {

constexpr std::size_t kDigitsOfANumber = 6;  // less is no number
constexpr int kMost = 1000;                  // accounts that are read again, each by its id

// Met by the number however it is written: "%7%7%0%0%9%0%0%1%2%3%" without what countries put before it.
std::string pattern_of(const std::string& mobile) {
  std::string digits = engine::digits_of(mobile);
  if (digits.size() < kDigitsOfANumber) return {};
  if (digits.starts_with('0')) digits.erase(0, 1);
  std::string pattern = "%";
  for (const char digit : digits) pattern += std::string(1, digit) + "%";
  return pattern;
}

class Search {
 public:
  Search(Database& database, std::string account, std::string kind)
      : database_(database), account_(std::move(account)), kind_(std::move(kind)) {}

  void among(const std::string& condition, const Binds& binds, const std::vector<std::string>& states) {
    const auto without = list_sql(states, "state");
    database_.each<std::string>("SELECT a.id FROM account a WHERE " + condition +
                                    " AND a.kind = :kind AND a.id <> :account AND a.state NOT IN " +
                                    without.list + " LIMIT " + std::to_string(kMost),
                                binds + without.binds + Binds{{"kind", kind_}, {"account", account_}},
                                [this](const std::string& id) { found.insert(id); });
  }

  std::set<std::string> found;

 private:
  Database& database_;
  std::string account_;
  std::string kind_;
};

}  // namespace

engine::Candidates find_candidates(Database& database, const engine::Deed& deed, const rules::Event& event,
                                   const rules::Policy& policy) {
  engine::Candidates candidates;
  candidates.last_deed = database.number("SELECT COALESCE(MAX(seq), 0) FROM deed");
  const auto account = read_account(database, deed.account);
  if (!account) return candidates;
  Search search(database, deed.account, account->facts.kind);
  const std::string pattern = event.unique.empty() ? std::string() : pattern_of(account->mobile);
  if (!pattern.empty()) search.among("a.mobile LIKE :mobile", {{"mobile", pattern}}, final_states(policy));
  if (event.at_most && event.at_most->kind == account->facts.kind) {
    const auto asked = deed.given.find("new_organisation");
    const auto& code = asked == deed.given.end() ? account->facts.organisation : asked->second;
    search.among("a.organisation = :organisation", {{"organisation", code}}, destructive_states(policy));
  }
  candidates.accounts.assign(search.found.begin(), search.found.end());
  return candidates;
}

std::vector<engine::Other> read_others(Database& database, const std::string& account,
                                       const engine::Candidates& candidates) {
  std::set<std::string> ids(candidates.accounts.begin(), candidates.accounts.end());
  if (candidates.last_deed == INT64_MAX) return {};  // nobody asked
  database.each<std::string>("SELECT account FROM deed WHERE seq > :seq", {{"seq", candidates.last_deed}},
                             [&](const std::string& id) { ids.insert(id); });
  ids.erase(account);
  std::vector<engine::Other> others;
  for (const auto& id : ids) {
    using Text = std::string;
    database.each<Text, Text, Text, Text>(
        "SELECT kind, state, organisation, mobile FROM account WHERE id = :id", {{"id", id}},
        [&](const Text& kind, const Text& state, const Text& organisation, const Text& mobile) {
          others.push_back({id, kind, state, organisation, mobile});
        });
  }
  return others;
}

}  // namespace lapse::adapters::sql
