#include "adapters/sql/correction_desk.h"

#include "adapters/sql/account_rows.h"
#include "adapters/sql/fence.h"
#include "adapters/sql/journal_table.h"
#include "adapters/sql/ladders.h"
#include "adapters/sql/recipients.h"

namespace lapse::adapters::sql {
namespace {

using Text = std::string;

constexpr const char* kCorrected =
    "(SELECT s.last_used_at FROM correction_row s WHERE s.correction = :correction AND s.account = "
    "account.id)";

}  // namespace

SqlCorrectionDesk::SqlCorrectionDesk(Database& database) : database_(database) {
  begin_alone(database_);
}

SqlCorrectionDesk::~SqlCorrectionDesk() {
  if (open_) database_.rollback();
}

void SqlCorrectionDesk::commit() {
  database_.commit();
  open_ = false;
}

std::optional<engine::LastUse> SqlCorrectionDesk::look(const std::string& account) {
  const auto found = read_account(database_, account);
  if (!found) return std::nullopt;
  return engine::LastUse{found->created_at, {found->facts.idle_since}, found->facts.state};
}

std::optional<engine::Correction> SqlCorrectionDesk::find(std::int64_t id) {
  std::optional<engine::Correction> found;
  const Binds key{{"correction", id}};
  database_.each<Text, Number, Text, Text, Number, Text, Text>(
      "SELECT hash, asked_at, asked_by, reason, approved_at, approved_by, approval FROM correction"
      " WHERE id = :correction",
      key,
      [&](const Text& hash, Number asked_at, const Text& asked_by, const Text& reason, Number approved_at,
          const Text& approved_by, const Text& approval) {
        found = {id, hash, {asked_at}, asked_by, reason, {approved_at}, approved_by, approval, {}};
      });
  if (!found) return found;
  database_.each<Text, Number, Number>(
      "SELECT account, last_used_at, was_at FROM correction_row WHERE correction = :correction ORDER BY "
      "account",
      key, [&](const Text& account, Number last_used, Number was) {
        found->rows.push_back({account, {last_used}, {was}});
      });
  return found;
}

void SqlCorrectionDesk::save(engine::Correction& correction) {
  correction.id = database_.number("SELECT COALESCE(MAX(id), 0) FROM correction") + 1;
  database_.execute(
      "INSERT INTO correction (id, hash, asked_at, asked_by, reason, approved_at, approved_by, approval)"
      " VALUES (:correction, :hash, :at, :actor, :reason, 0, '', '')",
      {{"correction", correction.id},
       {"hash", correction.hash},
       {"at", correction.asked_at.seconds},
       {"actor", correction.asked_by},
       {"reason", correction.reason}});
  std::vector<std::vector<rules::Value>> rows;
  rows.reserve(correction.rows.size());
  for (const auto& row : correction.rows)
    rows.push_back({correction.id, row.account, row.last_used.seconds, row.was.seconds});
  database_.insert("correction_row", {"correction", "account", "last_used_at", "was_at"}, rows);
}

std::vector<std::string> SqlCorrectionDesk::apply(const engine::Correction& correction,
                                                  const std::string& edition,
                                                  const std::vector<std::string>& final_states) {
  const Binds key{{"correction", correction.id}};
  const auto gone = list_sql(final_states, "final");
  const std::string as_it_was =
      "a.id = s.account AND a.idle_since = s.was_at AND a.state NOT IN " + gone.list;
  std::vector<std::string> left_alone;
  database_.each<Text>(
      "SELECT s.account FROM correction_row s WHERE s.correction = :correction AND NOT EXISTS"
      " (SELECT 1 FROM account a WHERE " +
          as_it_was + ") ORDER BY s.account",
      key + gone.binds, [&](const Text& account) { left_alone.push_back(account); });
  JournalRows rows;
  rows.kind = "correction";
  rows.cause = "number " + std::to_string(correction.id);
  rows.idle_since = "s.last_used_at";
  rows.epoch = "a.epoch + 1";
  rows.from_where =
      "FROM correction_row s CROSS JOIN account a WHERE s.correction = :correction AND " + as_it_was;
  JournalTable journal(database_);
  const SeqRange written = journal.write(
      rows, {correction.approved_at.seconds, edition, 0, correction.approved_by}, key + gone.binds);
  restart_ladders(database_, written, Promise::kept);
  const std::string corrected(kCorrected);
  if (written.count() > 0) {
    journal.update_accounts(written,
                            "idle_floor = 0, idle_since = " + corrected +
                                ", last_login_at = CASE WHEN last_login_at > " + corrected + " THEN " +
                                corrected + " ELSE last_login_at END",
                            key);
  }
  database_.execute(
      "UPDATE correction SET approved_at = :at, approved_by = :actor, approval = :reason WHERE id = "
      ":correction",
      key + Binds{{"at", correction.approved_at.seconds},
                  {"actor", correction.approved_by},
                  {"reason", correction.approval}});
  journal.seal(written);
  return left_alone;
}

}  // namespace lapse::adapters::sql
