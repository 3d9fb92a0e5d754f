#include "adapters/sql/comeback_table.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "adapters/sql/recipients.h"
#include "engine/person.h"

namespace lapse::adapters::sql {
namespace {

using Text = std::string;

constexpr std::int64_t kPage = 5000;

// The rule that brought the account into its state then.
std::string rule_of(const std::string& account, const std::string& since) {
  return "COALESCE((SELECT MAX(m.cause) FROM journal m WHERE m.account = " + account +
         " AND m.kind = 'move' AND m.state_since = " + since + "), '')";
}

Binds range(SeqRange rows) {
  return {{"first", rows.first}, {"last", rows.last}};
}

// Destructive, but not for ever.
std::vector<std::string> restorable_states(const rules::Policy& policy) {
  std::vector<std::string> names;
  for (const auto& state : policy.states) {
    if (state.destructive && !state.final) names.push_back(state.name);
  }
  return names;
}

// The arrivals of an import, found by what makes a person known.
class Arrivals {
 public:
  Arrivals(Database& database, SeqRange rows, const engine::TombstoneKey& key) : key_(key) {
    database.each<Text, Text, Text, Text>(
        "SELECT a.id, a.email, a.personal_email, a.mobile FROM journal j CROSS JOIN account a"
        " WHERE j.seq >= :first AND j.seq <= :last AND a.id = j.account ORDER BY j.seq",
        range(rows), [&](const Text& id, const Text& email, const Text& personal, const Text& mobile) {
          add("e", engine::lower(email), id);
          add("p", engine::lower(personal), id);
          add("m", engine::digits_of(mobile), id);
          if (key_)
            buried_.push_back({id, key_.of_email(email), key_.of_email(personal), key_.of_mobile(mobile)});
        });
  }

  // Empty: none of them is this person.
  std::string same_as(const Text& email, const Text& personal, const Text& mobile) const {
    for (const auto& [kind, text] :
         {std::pair{"e", engine::lower(email)}, std::pair{"p", engine::lower(personal)},
          std::pair{"m", engine::digits_of(mobile)}}) {
      if (text.empty()) continue;
      if (const auto found = known_.find(kind + text); found != known_.end()) return found->second;
    }
    return "";
  }

  struct Marks {
    std::string id;
    std::string email;
    std::string personal;
    std::string mobile;
  };
  const std::vector<Marks>& buried() const { return buried_; }

 private:
  void add(const std::string& kind, const std::string& text, const std::string& id) {
    if (!text.empty()) known_.emplace(kind + text, id);
  }

  const engine::TombstoneKey& key_;
  std::unordered_map<std::string, std::string> known_;
  std::vector<Marks> buried_;
};

struct Found {
  std::string account;
  std::int64_t deleted_at = 0;
  std::string other;
};

void find_deleted(Database& database, const rules::Policy& policy, const Arrivals& arrivals,
                  std::vector<Found>& found) {
  const auto deleted = list_sql(restorable_states(policy), "deleted");
  database.each<Text, Text, Text, Text, Number>(
      "SELECT a.id, a.email, a.personal_email, a.mobile, a.state_since FROM account a WHERE a.state IN " +
          deleted.list + " ORDER BY a.id",
      deleted.binds,
      [&](const Text& id, const Text& email, const Text& personal, const Text& mobile, Number since) {
        const std::string other = arrivals.same_as(email, personal, mobile);
        if (!other.empty() && other != id) found.push_back({id, std::int64_t{since}, other});
      });
}

void find_buried(Database& database, const Arrivals& arrivals, std::vector<Found>& found) {
  for (const auto& marks : arrivals.buried()) {
    for (const auto& [column, digest] :
         {std::pair{"email", marks.email}, std::pair{"personal", marks.personal},
          std::pair{"mobile", marks.mobile}}) {
      if (digest.empty()) continue;
      database.each<Text, Number>("SELECT t.account, t.deleted_at FROM tombstone t WHERE t." +
                                      std::string(column) + " = :digest ORDER BY t.account",
                                  {{"digest", digest}}, [&](const Text& account, Number deleted_at) {
                                    found.push_back({account, std::int64_t{deleted_at}, marks.id});
                                  });
    }
  }
}

using Recorded = std::unordered_map<std::string, std::int64_t>;  // digest of the account, when it was deleted

Recorded only_recorded(Database& database) {
  Recorded recorded;
  std::string last(engine::kOnlyRecorded);
  const std::string end = last + "~";  // after every digest
  for (std::int64_t found = kPage; found == kPage;) {
    found = 0;
    database.each<Text, Number>(
        "SELECT t.account, t.deleted_at FROM tombstone t WHERE t.account > :last AND t.account < :end"
        " ORDER BY t.account LIMIT :page",
        {{"last", std::string(last)}, {"end", end}, {"page", kPage}},
        [&](const Text& account, Number deleted_at) {
          ++found;
          last = account;
          recorded.emplace(account.substr(engine::kOnlyRecorded.size()), deleted_at);
        });
  }
  return recorded;
}

// Who arrives under the id of an account that only the record of purges knows: in a new database, everybody
// arrives.
void find_recorded(Database& database, SeqRange arrivals, const engine::TombstoneKey& key,
                   std::vector<Found>& found) {
  const auto recorded = only_recorded(database);
  if (recorded.empty()) return;
  for (auto first = arrivals.first; first <= arrivals.last; first += kPage) {
    database.each<Text>(
        "SELECT j.account FROM journal j WHERE j.seq >= :first AND j.seq <= :last ORDER BY j.seq",
        range({first, std::min(arrivals.last, first + kPage - 1)}), [&](const Text& id) {
          const auto purged = recorded.find(key.of_account(id));
          if (purged != recorded.end())
            found.push_back({std::string(engine::kOnlyRecorded) + purged->first, purged->second, id});
        });
  }
}

}  // namespace

void ComebackTable::note(SeqRange rows, const rules::Policy& policy, std::string_view how) {
  if (rows.count() == 0) return;
  const auto lost = list_sql(destructive_states(policy), "lost");
  const auto& dialect = database_.dialect();
  database_.execute(std::string(dialect.insert_once_before) +
                        "comeback (account, deleted_at, how, rule, back_at, other)"
                        " SELECT j.account, j.was_since, :how, " +
                        rule_of("j.account", "j.was_since") +
                        ", j.at, '' FROM journal j WHERE j.seq >= :first AND j.seq <= :last"
                        " AND j.from_state IN " +
                        lost.list + " AND j.to_state NOT IN " + lost.list +
                        std::string(dialect.insert_once_after),
                    range(rows) + Binds{{"how", std::string(how)}} + lost.binds);
}

std::int64_t ComebackTable::recognise(SeqRange arrivals, const rules::Policy& policy, std::int64_t at,
                                      const engine::TombstoneKey& key) {
  if (arrivals.count() == 0) return 0;
  std::vector<Found> found;
  find_recorded(database_, arrivals, key, found);
  if (arrivals.count() <= kArrivalsAtMost) {
    const Arrivals arrived(database_, arrivals, key);
    find_deleted(database_, policy, arrived, found);
    find_buried(database_, arrived, found);
  }
  const auto& dialect = database_.dialect();
  std::int64_t count = 0;
  for (const auto& one : found) {
    count += database_.execute(std::string(dialect.insert_once_before) +
                                   "comeback (account, deleted_at, how, rule, back_at, other)"
                                   " VALUES (:account, :deleted_at, :how, " +
                                   rule_of(":account", ":deleted_at") + ", :at, :other)" +
                                   std::string(dialect.insert_once_after),
                               {{"account", one.account},
                                {"how", std::string("recreated")},
                                {"deleted_at", one.deleted_at},
                                {"at", at},
                                {"other", one.other}});
  }
  return count;
}

std::vector<engine::FalseDeletions> ComebackTable::figures(const rules::Policy& policy,
                                                           schedules::Instant since) {
  std::map<std::string, engine::FalseDeletions> by_rule;
  const auto into = list_sql(restorable_states(policy), "into");
  database_.each<Text, Number>(
      "SELECT c.rule, SUM(c.moved) FROM chunk c WHERE c.at >= :since AND c.to_state IN " + into.list +
          " GROUP BY c.rule",
      Binds{{"since", since.seconds}} + into.binds,
      [&](const Text& rule, Number deleted) { by_rule[rule].deleted = deleted; });
  database_.each<Text, Text, Number>(
      "SELECT b.rule, b.how, COUNT(*) FROM comeback b WHERE b.back_at >= :since AND b.rule <> ''"
      " AND b.back_at - b.deleted_at <= :soon GROUP BY b.rule, b.how",
      {{"since", since.seconds}, {"soon", engine::kSoonSeconds}},
      [&](const Text& rule, const Text& how, Number count) {
        auto& figures = by_rule[rule];
        (how == "recreated" ? figures.recreated
         : how == "undone"  ? figures.undone
                            : figures.restored) = count;
      });
  std::vector<engine::FalseDeletions> all;
  for (auto& [rule, figures] : by_rule) {
    figures.rule = rule;
    all.push_back(figures);
  }
  return all;
}

}  // namespace lapse::adapters::sql
