#include "adapters/sql/ladders.h"

#include "adapters/sql/notice_table.h"
#include "rules/compile.h"
#include "rules/reach.h"

namespace lapse::adapters::sql {

void restart_ladders(Database& database, SeqRange rows, Promise promise) {
  if (rows.count() == 0) return;
  NoticeTable(database).cancel_warnings(rows, "a new epoch began");
  const std::string forget = promise == Promise::forgotten ? ", promised_at = 0" : "";
  JournalTable(database).update_accounts(
      rows,
      "epoch = epoch + 1, version = version + 1, warned_step = 0, warned_rule = '', handed_at = 0" + forget,
      {});
}

SeqRange restart_orphaned_ladders(Database& database, const rules::Policy& policy, const Stamp& stamp,
                                  const std::string& cause) {
  std::string known;
  Binds binds;
  for (std::size_t i = 0; i < policy.rules.size(); ++i) {
    const std::string number = std::to_string(i);
    const auto about = rules::compile(rules::belongs(policy, policy.rules[i]), "a", "r" + number + "_");
    known += " AND NOT (a.warned_rule = :rule" + number + " AND " + about.sql + ")";
    binds.push_back({"rule" + number, policy.rules[i].name});
    binds = binds + about.binds;
  }
  JournalRows rows;
  rows.kind = "correct";
  rows.cause = cause;
  rows.epoch = "a.epoch + 1";
  rows.from_where = "FROM account a WHERE a.warned_step > 0" + known;
  const SeqRange written = JournalTable(database).write(rows, stamp, binds);
  restart_ladders(database, written, Promise::kept);
  return written;
}

// Found by their holds, which are few.
void restart_held_ladders(Database& database, const rules::Predicate& held, const Stamp& stamp) {
  const auto condition = rules::compile(held);
  JournalRows rows;
  rows.kind = "held";
  rows.cause = "hold";
  rows.epoch = "a.epoch + 1";
  rows.from_where = "FROM account a WHERE a.id IN (SELECT h.account FROM hold h) AND " + condition.sql;
  JournalTable journal(database);
  const SeqRange written = journal.write(rows, stamp, condition.binds);
  restart_ladders(database, written, Promise::kept);
  journal.seal(written);
}

}  // namespace lapse::adapters::sql
