// What guards count, what they stopped, and what people approved of it.
#include "adapters/sql/alert_table.h"
#include "adapters/sql/plan_table.h"
#include "adapters/sql/saved_plan_table.h"
#include "adapters/sql/store.h"

namespace lapse::adapters::sql {
namespace {

using Text = std::string;

}  // namespace

std::unique_ptr<engine::Shelf> SqlStore::shelf() {
  return std::make_unique<SqlShelf>(database_);
}

std::optional<engine::SavedPlan> SqlStore::saved_plan(std::int64_t number) const {
  return SavedPlanTable(database_).find(number);
}

std::vector<engine::SavedPlan> SqlStore::waiting_plans(schedules::Instant saved_after) const {
  return SavedPlanTable(database_).waiting(saved_after);
}

std::vector<engine::PlanSpan> SqlStore::saved_spans(const engine::SavedPlan& saved) const {
  return PlanTable(database_).spans(engine::rows_of_plan(saved.number));
}

std::vector<engine::Approval> SqlStore::approvals_of(const engine::SavedPlan& saved) const {
  return SavedPlanTable(database_).approvals_of(saved.number);
}

std::vector<engine::Alert> SqlStore::alerts_of(schedules::Day day) const {
  return AlertTable(database_).of(day);
}

std::int64_t SqlStore::moved_since(const std::string& to_state, schedules::Instant after) const {
  const Binds binds{{"state", to_state}, {"after", after.seconds}};
  return database_.number("SELECT COALESCE(SUM(moved), 0) FROM chunk WHERE to_state = :state AND at > :after",
                          binds) +
         database_.number(
             "SELECT COUNT(*) FROM deed d CROSS JOIN journal j WHERE d.seq >= :first AND j.seq = d.seq"
             " AND j.account = d.account AND j.kind = 'event' AND j.to_state = :state AND j.from_state <> "
             ":state"
             " AND j.at > :after",
             binds + Binds{{"first", seq_before(after)}});
}

std::map<std::string, std::int64_t> SqlStore::moved_by_organisation(const std::string& to_state,
                                                                    schedules::Instant after) const {
  std::map<std::string, std::int64_t> moved;
  database_.each<Text, Number>(
      "SELECT a.organisation, COUNT(*) FROM journal j CROSS JOIN account a WHERE j.seq >= :first AND j.at > "
      ":after"
      " AND j.kind IN ('move', 'event') AND j.to_state = :state AND j.from_state <> :state AND a.id = "
      "j.account"
      " GROUP BY a.organisation",
      {{"first", seq_before(after)}, {"after", after.seconds}, {"state", to_state}},
      [&moved](const Text& organisation, Number accounts) { moved[organisation] = accounts; });
  return moved;
}

// What happened later has at least this journal number: those before are of the last run until then, or
// older.
std::int64_t SqlStore::seq_before(schedules::Instant after) const {
  return database_.number("SELECT COALESCE(MAX(first_seq + planned), 0) FROM run WHERE as_of <= :after",
                          {{"after", after.seconds}});
}

std::int64_t SqlStore::notices_since(schedules::Instant after) const {
  return database_.number("SELECT COALESCE(SUM(notices), 0) FROM chunk WHERE at > :after",
                          {{"after", after.seconds}});
}

}  // namespace lapse::adapters::sql
