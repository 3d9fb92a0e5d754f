#include "adapters/sql/ladders.h"

#include "adapters/sql/notice_table.h"

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

std::int64_t restart_orphaned_ladders(Database& database, const rules::Policy& policy, const Stamp& stamp) {
  std::string known;
  Binds binds;
  for (std::size_t i = 0; i < policy.rules.size(); ++i) {
    const std::string number = std::to_string(i);
    known += " AND NOT (a.state = :state" + number + " AND a.warned_rule = :rule" + number + ")";
    binds.push_back({"state" + number, policy.rules[i].from});
    binds.push_back({"rule" + number, policy.rules[i].name});
  }
  JournalRows rows;
  rows.kind = "correct";
  rows.cause = "edition";
  rows.epoch = "a.epoch + 1";
  rows.from_where = "FROM account a WHERE a.warned_step > 0" + known;
  JournalTable journal(database);
  const SeqRange written = journal.write(rows, stamp, binds);
  restart_ladders(database, written, Promise::kept);
  journal.seal(written);
  return written.count();
}

}  // namespace lapse::adapters::sql
