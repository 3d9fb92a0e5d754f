#include "adapters/sql/saved_plan_table.h"

#include <sstream>

#include "adapters/sql/fence.h"
#include "adapters/sql/plan_table.h"
#include "adapters/sql/run_rows.h"
#include "engine/store_error.h"

namespace lapse::adapters::sql {
namespace {

using Text = std::string;

// Identities have no blanks in them.
std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

engine::Person person_of(const std::string& actor, const std::string& identities) {
  engine::Person person{actor, {}};
  std::istringstream words(identities);
  for (std::string word; words >> word;) person.identities.push_back(word);
  return person;
}

engine::Run run_of(const engine::SavedPlan& saved) {
  engine::Run run;
  run.id = engine::rows_of_plan(saved.number);
  return run;
}

}  // namespace

std::vector<engine::SavedPlan> SavedPlanTable::where(const std::string& condition, const Binds& binds) {
  std::vector<engine::SavedPlan> plans;
  database_
      .each<Number, Number, Number, Text, Text, Text, Text, Number, Text, Text, Number, Text, Text, Number>(
          "SELECT number, saved_at, as_of, edition, hash, only_rule, only_account, destructive, requester,"
          " identities, size, guards, stops, run FROM plan WHERE " +
              condition + " ORDER BY number",
          binds,
          [&plans](Number number, Number saved_at, Number as_of, const Text& edition, const Text& hash,
                   const Text& rule, const Text& account, Number destructive, const Text& requester,
                   const Text& identities, Number size, const Text& guards, const Text& stops, Number run) {
            plans.push_back({number,
                             {saved_at},
                             {as_of},
                             edition,
                             hash,
                             {rule, account},
                             permission_of(destructive),
                             person_of(requester, identities),
                             size,
                             guards,
                             stops,
                             run});
          });
  return plans;
}

std::optional<engine::SavedPlan> SavedPlanTable::find(std::int64_t number) {
  auto found = where("number = :number", {{"number", number}});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<engine::SavedPlan> SavedPlanTable::waiting(schedules::Instant saved_after) {
  return where("run = 0 AND saved_at > :after", {{"after", saved_after.seconds}});
}

std::vector<engine::Approval> SavedPlanTable::approvals_of(std::int64_t number) {
  std::vector<engine::Approval> approvals;
  database_.each<Text, Text, Number, Number, Text, Text, Number>(
      "SELECT approver, identities, at, until_at, reason, hash, size FROM approval WHERE plan = :plan"
      " ORDER BY number",
      {{"plan", number}},
      [&](const Text& approver, const Text& identities, Number at, Number until, const Text& reason,
          const Text& hash, Number size) {
        approvals.push_back({number, person_of(approver, identities), {at}, {until}, reason, hash, size});
      });
  return approvals;
}

void SavedPlanTable::applied(std::int64_t number, std::int64_t run) {
  if (database_.execute("UPDATE plan SET run = :run WHERE number = :number AND run = 0",
                        {{"run", run}, {"number", number}}) == 1)
    return;
  throw engine::StoreError("the plan was applied by somebody else meanwhile",
                           engine::StoreError::Kind::conflict);
}

SqlShelf::SqlShelf(Database& database) : database_(database) {
  begin_alone(database_);
}

SqlShelf::~SqlShelf() {
  if (open_) database_.rollback();
}

void SqlShelf::commit() {
  database_.commit();
  open_ = false;
}

void SqlShelf::add(engine::SavedPlan& saved) {
  saved.number = database_.number("SELECT COALESCE(MAX(number), 0) FROM plan") + 1;
  database_.execute(
      "INSERT INTO plan (number, saved_at, as_of, edition, hash, only_rule, only_account, destructive,"
      " requester, identities, size, guards, stops, run) VALUES (:number, :saved_at, :as_of, :edition, '', "
      ":rule,"
      " :account, :destructive, :requester, :identities, 0, '', '', 0)",
      {{"number", saved.number},
       {"saved_at", saved.saved_at.seconds},
       {"as_of", saved.as_of.seconds},
       {"edition", saved.edition},
       {"rule", saved.scope.rule},
       {"account", saved.scope.account},
       {"destructive", number_of(saved.permission)},
       {"requester", saved.requester.actor},
       {"identities", joined(saved.requester.identities)}});
}

std::int64_t SqlShelf::plan(const engine::SavedPlan& saved, const engine::Work& work,
                            const rules::Policy& policy, std::int64_t rows_before) {
  return PlanTable(database_).add(run_of(saved), work, policy, rows_before);
}

void SqlShelf::read(const engine::SavedPlan& saved, const engine::Visit<engine::PlanRow>& visit) {
  PlanTable(database_).read(run_of(saved), visit);
}

void SqlShelf::save(const engine::SavedPlan& saved) {
  database_.execute(
      "UPDATE plan SET hash = :hash, size = :size, guards = :guards, stops = :stops WHERE number = :number",
      {{"hash", saved.hash},
       {"size", saved.rows},
       {"guards", saved.guards},
       {"stops", saved.stops},
       {"number", saved.number}});
}

void SqlShelf::approve(const engine::Approval& approval) {
  const std::int64_t number = database_.number(
      "SELECT COALESCE(MAX(number), 0) FROM approval WHERE plan = :plan", {{"plan", approval.plan}});
  database_.execute(
      "INSERT INTO approval (plan, number, approver, identities, at, until_at, reason, hash, size)"
      " VALUES (:plan, :number, :approver, :identities, :at, :until, :reason, :hash, :size)",
      {{"plan", approval.plan},
       {"number", number + 1},
       {"approver", approval.approver.actor},
       {"identities", joined(approval.approver.identities)},
       {"at", approval.at.seconds},
       {"until", approval.until.seconds},
       {"reason", approval.reason},
       {"hash", approval.hash},
       {"size", approval.rows}});
}

void SqlShelf::forget_rows(schedules::Instant before) {
  std::vector<std::int64_t> over;
  database_.each<Number>(
      "SELECT p.number FROM plan p WHERE (p.run > 0 OR p.saved_at <= :before)"
      " AND EXISTS (SELECT 1 FROM plan_move m WHERE m.run = -p.number)",
      {{"before", before.seconds}}, [&over](Number number) { over.push_back(number); });
  for (const auto number : over) {
    database_.execute("DELETE FROM plan_move WHERE run = :run", {{"run", engine::rows_of_plan(number)}});
  }
}

}  // namespace lapse::adapters::sql
