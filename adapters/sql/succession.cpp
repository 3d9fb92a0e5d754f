#include "adapters/sql/succession.h"

#include <algorithm>

#include "adapters/sql/ladders.h"
#include "adapters/sql/notice_table.h"
#include "rules/compile.h"
#include "rules/edition.h"
#include "rules/parse.h"
#include "rules/reach.h"

namespace lapse::adapters::sql {
namespace {

constexpr const char* kCause = "edition";

// The edition before; nothing for the first one.
std::optional<rules::Policy> edition_before(Database& database, const rules::Policy& policy) {
  std::optional<std::string> text;
  database.each<std::string>(
      "SELECT body FROM policy_edition WHERE policy = :policy AND edition < :edition"
      " ORDER BY edition DESC LIMIT 1",
      {{"policy", policy.name}, {"edition", std::int64_t{policy.edition}}},
      [&text](const std::string& body) { text = body; });
  if (!text) return std::nullopt;
  rules::Diagnostics ignored;  // it was read without any before it was stored
  return rules::parse_policy(*text, policy.name, ignored);
}

std::vector<rules::Recipient> everybody_told(const rules::Warn& warn) {
  std::vector<rules::Recipient> all;
  for (const auto& ladder : warn.ladders) {
    for (const auto recipient : ladder.to) {
      if (std::ranges::find(all, recipient) == all.end()) all.push_back(recipient);
    }
  }
  return all;
}

class Succession {
 public:
  Succession(Database& database, const rules::Policy& policy, const Stamp& stamp)
      : database_(database), journal_(database), policy_(policy), stamp_(stamp) {}

  // Told ones first: of the others, nobody has to hear.
  void withdraw_dates(const rules::Rule& old) {
    if (!old.warn) return;
    Binds binds{{"state", old.from}, {"rule", old.name}};
    std::string orphaned = " AND a.state = :state AND a.warned_rule = :rule";
    // Whom another rule takes over is told by that one, and acted on no sooner than the date told.
    int number = 0;
    for (const auto& now : policy_.rules) {
      if (now.from != old.from) continue;
      const auto about =
          rules::compile(rules::belongs(policy_, now), "a", "r" + std::to_string(number++) + "_");
      orphaned += " AND NOT (" + about.sql + ")";
      binds = binds + about.binds;
    }
    const SeqRange rows =
        restarted(orphaned +
                      " AND EXISTS (SELECT 1 FROM notice n WHERE n.account = a.id AND n.epoch = a.epoch"
                      " AND n.step > 0 AND n.state IN ('handed', 'ambiguous', 'sending'))",
                  binds);
    if (rows.count() == 0) return;
    NoticeTable::Order order;
    order.rule = old.name;
    order.as_of = stamp_.at;
    const engine::Announcement withdrawn{std::string(kDateWithdrawn), everybody_told(*old.warn),
                                         std::nullopt};
    NoticeTable(database_).write(order, std::vector{withdrawn}, policy_, rows);
    restart_ladders(database_, rows, Promise::kept);
  }

  void begin_anew(const std::string& rule) {
    const SeqRange rows = restarted(" AND a.state = :state AND a.warned_rule = :rule",
                                    {{"state", policy_.rule(rule)->from}, {"rule", rule}});
    restart_ladders(database_, rows, Promise::kept);
  }

 private:
  SeqRange restarted(const std::string& where, const Binds& binds) {
    JournalRows rows;
    rows.kind = "correct";
    rows.cause = kCause;
    rows.epoch = "a.epoch + 1";
    rows.from_where = "FROM account a WHERE a.warned_step > 0" + where;
    return journal_.write(rows, stamp_, binds);
  }

  Database& database_;
  JournalTable journal_;
  const rules::Policy& policy_;
  const Stamp& stamp_;
};

}  // namespace

void follow(Database& database, const rules::Policy& policy, const Stamp& stamp) {
  JournalTable journal(database);
  const Number before = journal.last_seq();
  if (const auto old = edition_before(database, policy)) {
    Succession succession(database, policy, stamp);
    for (const auto& rule : old->rules) succession.withdraw_dates(rule);
    if (policy.shortened_fresh_warnings) {
      for (const auto& rule : rules::shortened(*old, policy)) succession.begin_anew(rule);
    }
  }
  restart_orphaned_ladders(database, policy, stamp, kCause);
  journal.seal({before + 1, journal.last_seq()});
}

}  // namespace lapse::adapters::sql
