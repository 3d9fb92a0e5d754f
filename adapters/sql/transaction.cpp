#include "adapters/sql/transaction.h"

#include "adapters/sql/alert_table.h"
#include "adapters/sql/carry_out.h"
#include "adapters/sql/claim_table.h"
#include "adapters/sql/effect_table.h"
#include "adapters/sql/feed_table.h"
#include "adapters/sql/fence.h"
#include "adapters/sql/idle_floor.h"
#include "adapters/sql/ladders.h"
#include "adapters/sql/merge.h"
#include "adapters/sql/notice_table.h"
#include "adapters/sql/plan_table.h"
#include "adapters/sql/purge_table.h"
#include "adapters/sql/run_rows.h"
#include "adapters/sql/saved_plan_table.h"
#include "adapters/sql/succession.h"
#include "adapters/sql/undo_table.h"

namespace lapse::adapters::sql {
namespace {

Binds binds_of(const engine::Run& run) {
  return {{"id", run.id},
          {"as_of", run.as_of.seconds},
          {"edition", run.edition},
          {"plan", run.plan},
          {"destructive", number_of(run.permission)},
          {"only_rule", run.scope.rule},
          {"only_account", run.scope.account},
          {"status", std::string(engine::to_string(run.status))},
          {"actor", run.actor},
          {"planned", run.planned},
          {"stops", std::int64_t{run.stops}}};
}

}  // namespace

SqlTransaction::SqlTransaction(Database& database, const engine::Lease& lease, schedules::Instant wall,
                               Beside beside, const engine::TombstoneKey& key, engine::PurgeRecord* record)
    : database_(database), lease_(lease), key_(key), record_(record) {
  // Looked at before it is locked: two that share a lock and both want more wait for each other.
  const bool share = beside == Beside::others && lease_lasts(database_, wall + engine::kRenewBelow);
  database_.begin();
  try {
    share ? share_fence(database_, lease.fence)
          : renew_fence(database_, lease.fence, wall + engine::kLeaseSeconds);
  } catch (...) {
    database_.rollback();
    throw;
  }
}

SqlTransaction::~SqlTransaction() {
  if (open_) database_.rollback();
}

void SqlTransaction::commit() {
  PurgeTable(database_).claim(purged_, purging_, carried_out_.first, record_);
  JournalTable(database_).seal(carried_out_, deeds_);
  database_.commit();
  open_ = false;
}

void SqlTransaction::adopt(const engine::Edition& edition, const rules::Policy& policy,
                           const std::string& actor) {
  database_.execute(
      "INSERT INTO policy_edition (hash, policy, edition, body, adopted_at)"
      " VALUES (:hash, :policy, :edition, :body, :at)",
      {{"hash", edition.hash},
       {"policy", edition.policy},
       {"edition", std::int64_t{edition.number}},
       {"body", edition.text},
       {"at", edition.adopted_at.seconds}});
  follow(database_, policy, {edition.adopted_at.seconds, edition.hash, 0, actor});
}

void SqlTransaction::save_engine(const engine::EngineState& state) {
  // as_of never decreases, whoever asks (INV15).
  database_.execute("UPDATE engine SET last_as_of = :as_of WHERE name = :name AND last_as_of <= :as_of",
                    {{"as_of", state.last_as_of.seconds}, {"name", std::string(kEngineName)}});
}

void SqlTransaction::save_gap(const engine::Gap& gap) {
  const Binds binds{{"from_at", gap.from.seconds},
                    {"to_at", gap.to.seconds},
                    {"acknowledged_at", gap.acknowledged_at.seconds},
                    {"actor", gap.actor},
                    {"reason", gap.reason}};
  const std::int64_t known = database_.execute(
      "UPDATE gap SET to_at = :to_at, acknowledged_at = :acknowledged_at, actor = :actor, reason = :reason"
      " WHERE from_at = :from_at",
      binds);
  if (known > 0) return;
  database_.execute(
      "INSERT INTO gap (from_at, to_at, acknowledged_at, actor, reason)"
      " VALUES (:from_at, :to_at, :acknowledged_at, :actor, :reason)",
      binds);
}

void SqlTransaction::set_back(const engine::Gap& gap) {
  const Binds now{{"now", gap.to.seconds}};
  database_.execute("UPDATE engine SET last_as_of = :now WHERE name = :name",
                    now + Binds{{"name", std::string(kEngineName)}});
  database_.execute("UPDATE feed SET imported_at = :now WHERE imported_at > :now", now);
  database_.execute("UPDATE feed SET full_at = :now WHERE full_at > :now", now);
  for (const std::string table : {"notice", "effect"}) {
    database_.execute(
        "UPDATE " + table +
            " SET next_try_at = :now WHERE state IN ('queued', 'ambiguous') AND next_try_at > :now",
        now);
  }
  save_gap(gap);
}

void SqlTransaction::prepare(const rules::Predicate& question) {
  raise_idle_floors(database_, question);
}

void SqlTransaction::new_run(engine::Run& run) {
  run.fence = lease_.fence;
  run.id = database_.number("SELECT COALESCE(MAX(id), 0) FROM run") + 1;
  run.first_seq = JournalTable(database_).last_seq() + 1;
  database_.execute(
      "INSERT INTO run (id, as_of, edition, plan, destructive, only_rule, only_account, status, actor, "
      "planned, moved,"
      " warned, dropped, notices, stops, first_seq, fence) VALUES (:id, :as_of, :edition, :plan, "
      ":destructive,"
      " :only_rule, :only_account, :status, :actor, :planned, 0, 0, 0, 0, :stops, :first_seq, :fence)",
      binds_of(run) + Binds{{"first_seq", run.first_seq}, {"fence", run.fence}});
  PlanTable(database_).forget_other_runs(run.id);
  ClaimTable(database_).forget_other_runs(run.id);
}

// What was carried out is summed from the chunks, so that it is right however often the run was interrupted.
void SqlTransaction::save_run(const engine::Run& run) {
  const auto sum = [](const std::string& column) {
    return column + " = (SELECT COALESCE(SUM(c." + column + "), 0) FROM chunk c WHERE c.run = :id)";
  };
  database_.execute("UPDATE run SET plan = :plan, status = :status, planned = :planned, stops = :stops, " +
                        sum("moved") + ", " + sum("warned") + ", " + sum("dropped") + ", " + sum("notices") +
                        " WHERE id = :id",
                    {{"id", run.id},
                     {"plan", run.plan},
                     {"status", std::string(engine::to_string(run.status))},
                     {"planned", run.planned},
                     {"stops", std::int64_t{run.stops}}});
  JournalTable(database_).take_numbers(run.first_seq + run.planned - 1);
}

void SqlTransaction::lead(const engine::Run& run) {
  database_.execute("UPDATE run SET fence = :fence WHERE id = :id",
                    {{"fence", lease_.fence}, {"id", run.id}});
}

void SqlTransaction::take(const engine::Run& run, engine::Chunk share, schedules::Instant until) {
  ClaimTable(database_).take(run, lease_, share, until);
}

void SqlTransaction::give_back(const engine::Run& run) {
  ClaimTable(database_).give_back(run, lease_);
}

std::int64_t SqlTransaction::plan(const engine::Run& run, const engine::Work& work,
                                  const rules::Policy& policy, std::int64_t rows_before) {
  return PlanTable(database_).add(run, work, policy, rows_before);
}

void SqlTransaction::read_plan(const engine::Run& run, const engine::Visit<engine::PlanRow>& visit) {
  PlanTable(database_).read(run, visit);
}

void SqlTransaction::drop(const engine::Run& run, const engine::Stop& stop, const std::vector<int>& works) {
  PlanTable(database_).drop(run, stop, works);
}

void SqlTransaction::restart_ladders(const engine::Run& run, const rules::Predicate& held) {
  restart_held_ladders(database_, held, {run.as_of.seconds, run.edition, run.id, run.actor});
}

std::int64_t SqlTransaction::plan_again(const engine::Run& run, const engine::Work& work,
                                        const rules::Policy& policy, const engine::SavedRows& saved,
                                        std::int64_t rows_before) {
  return PlanTable(database_).add_again(run, work, policy, saved, rows_before);
}

std::vector<std::string> SqlTransaction::dropped_out(const engine::Run& run, std::int64_t plan, int most) {
  return PlanTable(database_).dropped_out(run, plan, most);
}

void SqlTransaction::applied(std::int64_t plan, const engine::Run& run) {
  SavedPlanTable(database_).applied(plan, run.id);
}

void SqlTransaction::alert(const std::vector<engine::Alert>& alerts) {
  AlertTable(database_).add(alerts);
}

std::vector<engine::Alert> SqlTransaction::claim_alerts(schedules::Instant now, int limit) {
  return AlertTable(database_).claim(now, limit);
}

void SqlTransaction::settle_alerts(const std::vector<engine::Settlement>& settlements,
                                   schedules::Instant now) {
  AlertTable(database_).settle(settlements, now);
}

engine::ChunkResult SqlTransaction::carry_out(const engine::Run& run, const engine::Work& work,
                                              const rules::Policy& policy, engine::Chunk chunk) {
  const auto carried_out = carry_out_chunk(database_, run, work, policy, chunk, key_);
  if (carried_out_.count() == 0) carried_out_.first = carried_out.rows.first;
  carried_out_.last = carried_out.rows.last;
  purging_ = run;
  purged_.insert(purged_.end(), carried_out.purged.begin(), carried_out.purged.end());
  return carried_out.result;
}

void SqlTransaction::save_undo(const engine::Run& run, const engine::Run& undone, const std::string& reason) {
  UndoTable(database_).save(run, undone, reason);
}

engine::TakenBack SqlTransaction::take_back(const engine::Run& run, const engine::Run& undone,
                                            const rules::Policy& then, const rules::Policy& now,
                                            engine::Chunk part) {
  return UndoTable(database_).take_back(run, undone, then, now, part);
}

engine::ImportResult SqlTransaction::merge(const engine::ImportTerms& terms, const rules::Policy& policy) {
  return Merge(database_, terms, policy, key_).run();
}

void SqlTransaction::note_record(const engine::RecordNote& note) {
  PurgeTable(database_).note(note);
}

void SqlTransaction::purge_again(const engine::PurgeOrder& order) {
  auto purged = PurgeTable(database_).purge_again(order, key_);
  carried_out_ = purged.rows;
  deeds_ = std::move(purged.deeds);
}

void SqlTransaction::bury(const std::vector<engine::Tombstone>& only_recorded) {
  PurgeTable(database_).bury(only_recorded);
}

bool SqlTransaction::believe(const std::string& source, schedules::Instant at, const std::string& actor,
                             const std::string& reason) {
  return FeedTable(database_).believe(source, at, actor, reason);
}

std::vector<engine::Notice> SqlTransaction::claim(schedules::Instant now, int limit,
                                                  const rules::Policy& policy) {
  return NoticeTable(database_).claim(now, limit, policy);
}

void SqlTransaction::settle(const std::vector<engine::Settlement>& settlements, schedules::Instant now) {
  NoticeTable(database_).settle(settlements, now);
}

void SqlTransaction::cancel_overtaken_effects() {
  EffectTable(database_).cancel_overtaken();
}

std::vector<engine::Effect> SqlTransaction::claim_effects(schedules::Instant now, int limit) {
  return EffectTable(database_).claim(now, limit);
}

void SqlTransaction::settle_effects(const std::vector<engine::EffectSettlement>& settlements,
                                    schedules::Instant now) {
  EffectTable(database_).settle(settlements, now);
}

}  // namespace lapse::adapters::sql
