#include "adapters/sql/candidates.h"

#include <algorithm>
#include <set>
#include <unordered_map>

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

std::string organisation_wanted(const engine::Deed& deed, const rules::Facts& facts) {
  const auto asked = deed.given.find("new_organisation");
  return asked == deed.given.end() ? facts.organisation : asked->second;
}

// One look at all accounts for many deeds: what they ask is compared in memory, of which it takes what is
// asked.
class Sweep {
 public:
  Sweep(Database& database, const rules::Event& event, const rules::Policy& policy)
      : database_(database),
        event_(event),
        final_(final_states(policy)),
        destructive_(destructive_states(policy)),
        last_deed_(database.number("SELECT COALESCE(MAX(seq), 0) FROM deed")) {}

  void want(const engine::Deed& deed) {
    engine::Candidates& candidates = found_.emplace_back();
    candidates.last_deed = last_deed_;
    const auto account = read_account(database_, deed.account);
    if (!account) return;
    const std::size_t place = found_.size() - 1;
    const std::string number = engine::digits_of(account->mobile);
    const auto& kind = account->facts.kind;
    if (!event_.unique.empty() && number.size() >= kDigitsOfANumber)
      by_number_[number].push_back({place, deed.account, kind});
    if (event_.at_most && event_.at_most->kind == kind)
      by_site_[organisation_wanted(deed, account->facts)].push_back({place, deed.account, kind});
  }

  std::vector<engine::Candidates> found() {
    using Text = std::string;
    const auto page = static_cast<std::int64_t>(database_.dialect().rows_per_page);
    const std::int64_t most = page == 0 ? kPage : page;
    std::string after;
    for (std::int64_t rows = most; rows == most && !(by_number_.empty() && by_site_.empty());) {
      rows = 0;
      database_.each<Text, Text, Text, Text, Text>(
          "SELECT a.id, a.kind, a.state, a.organisation, a.mobile FROM account a WHERE a.id > :after"
          " ORDER BY a.id LIMIT :most",
          {{"after", after}, {"most", most}},
          [&](const Text& id, const Text& kind, const Text& state, const Text& organisation,
              const Text& mobile) {
            after = id;
            ++rows;
            meet({id, kind, state, organisation, mobile});
          });
    }
    return std::move(found_);
  }

 private:
  struct Asker {
    std::size_t place;
    std::string account;
    std::string kind;
  };

  void meet(const engine::Other& other) {
    if (!other.mobile.empty() && !by_number_.empty() && !is_among(other.state, final_))
      tell(by_number_, engine::digits_of(other.mobile), other);
    if (!is_among(other.state, destructive_)) tell(by_site_, other.organisation, other);
  }

  void tell(const std::unordered_map<std::string, std::vector<Asker>>& askers, const std::string& key,
            const engine::Other& other) {
    const auto found = askers.find(key);
    if (found == askers.end()) return;
    for (const auto& [place, account, kind] : found->second) {
      auto& accounts = found_[place].accounts;
      const bool is_in = !accounts.empty() && accounts.back() == other.id;  // by its number
      if (kind == other.kind && account != other.id && !is_in && accounts.size() < kMost)
        accounts.push_back(other.id);
    }
  }

  static bool is_among(const std::string& state, const std::vector<std::string>& states) {
    return std::ranges::find(states, state) != states.end();
  }

  static constexpr std::int64_t kPage = 5000;

  Database& database_;
  const rules::Event& event_;
  std::vector<std::string> final_;
  std::vector<std::string> destructive_;
  std::int64_t last_deed_;
  std::unordered_map<std::string, std::vector<Asker>> by_number_;
  std::unordered_map<std::string, std::vector<Asker>> by_site_;
  std::vector<engine::Candidates> found_;
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
    search.among("a.organisation = :organisation",
                 {{"organisation", organisation_wanted(deed, account->facts)}}, destructive_states(policy));
  }
  candidates.accounts.assign(search.found.begin(), search.found.end());
  return candidates;
}

std::vector<engine::Candidates> find_all_candidates(Database& database,
                                                    const std::vector<engine::Deed>& deeds,
                                                    const rules::Event& event, const rules::Policy& policy) {
  if (deeds.size() == 1) return {find_candidates(database, deeds.front(), event, policy)};
  Sweep sweep(database, event, policy);
  for (const auto& deed : deeds) sweep.want(deed);
  return sweep.found();
}

namespace {

// Of other letters, it is for the database to say which is the small one of a capital.
bool has_only_ascii(const std::string& text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::vector<std::string> ids_of(const std::vector<engine::AccountView>& accounts) {
  std::vector<std::string> ids;
  for (const auto& account : accounts) ids.push_back(account.facts.id);
  return ids;
}

}  // namespace

std::map<std::string, std::vector<std::string>> accounts_meant(
    Database& database, const std::vector<std::string>& ids_or_emails) {
  using Text = std::string;
  std::map<Text, std::vector<Text>> meant;
  Binds binds;
  std::string list;
  for (const auto& asked : ids_or_emails) {
    if (!meant.emplace(asked, std::vector<Text>{}).second || asked.empty()) continue;
    if (database.number("SELECT COUNT(*) FROM account WHERE id = :id", {{"id", asked}}) == 1) {
      meant[asked] = {asked};
      continue;
    }
    const Text name = "e" + std::to_string(binds.size());
    list += (list.empty() ? "LOWER(:" : ", LOWER(:") + name + ")";
    binds.push_back({name, asked});
  }
  if (binds.empty()) return meant;
  std::map<Text, std::vector<Text>> by_email;
  database.each<Text, Text>(
      "SELECT a.id, a.email FROM account a WHERE LOWER(a.email) IN (" + list + ") ORDER BY a.id", binds,
      [&](const Text& id, const Text& email) { by_email[engine::lower(email)].push_back(id); });
  for (auto& [asked, ids] : meant) {
    const auto found = by_email.find(engine::lower(asked));
    if (ids.empty() && found != by_email.end()) ids = found->second;
    if (ids.empty() && !has_only_ascii(asked)) ids = ids_of(find_accounts(database, asked));
  }
  return meant;
}

std::vector<engine::Other> read_others(Database& database, const std::string& account,
                                       const engine::Candidates& candidates) {
  if (candidates.last_deed == INT64_MAX) return {};  // nobody asked
  using Text = std::string;
  constexpr std::string_view kOther = "SELECT a.id, a.kind, a.state, a.organisation, a.mobile FROM ";
  std::map<Text, engine::Other> others;
  const auto add = [&](const Text& id, const Text& kind, const Text& state, const Text& organisation,
                       const Text& mobile) {
    if (id != account) others[id] = {id, kind, state, organisation, mobile};
  };
  if (!candidates.accounts.empty()) {
    const auto ids = list_sql(candidates.accounts, "id");
    database.each<Text, Text, Text, Text, Text>(std::string(kOther) + "account a WHERE a.id IN " + ids.list,
                                                ids.binds, add);
  }
  database.each<Text, Text, Text, Text, Text>(
      std::string(kOther) + "deed d CROSS JOIN account a WHERE d.seq > :seq AND a.id = d.account",
      {{"seq", candidates.last_deed}}, add);
  std::vector<engine::Other> all;
  for (auto& [id, other] : others) all.push_back(std::move(other));
  return all;
}

}  // namespace lapse::adapters::sql
