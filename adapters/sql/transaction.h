// One fenced transaction over a Database: engine::Transaction in SQL.
#pragma once

#include <vector>

#include "adapters/sql/database.h"
#include "adapters/sql/journal_table.h"
#include "engine/purge_record.h"
#include "engine/store.h"
#include "engine/tombstone.h"

namespace lapse::adapters::sql {

class SqlTransaction : public engine::Transaction {
 public:
  // Whether others of the same lease may be at work at the same time.
  enum class Beside { nobody, others };

  // Begins, and throws Fenced unless `lease` is the latest granted. Extends it from `wall` on; beside others
  // only when little is left of it, and then nobody is beside it either.
  SqlTransaction(Database& database, const engine::Lease& lease, schedules::Instant wall, Beside beside,
                 const engine::TombstoneKey& key, engine::PurgeRecord* record);
  ~SqlTransaction() override;
  SqlTransaction(const SqlTransaction&) = delete;
  SqlTransaction& operator=(const SqlTransaction&) = delete;

  void commit() override;
  void adopt(const engine::Edition& edition, const rules::Policy& policy, const std::string& actor) override;
  void save_engine(const engine::EngineState& state) override;
  void save_gap(const engine::Gap& gap) override;
  void set_back(const engine::Gap& gap) override;
  void prepare(const rules::Predicate& question) override;
  void new_run(engine::Run& run) override;
  void save_run(const engine::Run& run) override;
  std::int64_t plan(const engine::Run& run, const engine::Work& work, const rules::Policy& policy,
                    std::int64_t rows_before) override;
  void read_plan(const engine::Run& run, const engine::Visit<engine::PlanRow>& visit) override;
  void drop(const engine::Run& run, const engine::Stop& stop, const std::vector<int>& works) override;
  std::int64_t plan_again(const engine::Run& run, const engine::Work& work, const rules::Policy& policy,
                          const engine::SavedRows& saved, std::int64_t rows_before) override;
  std::vector<std::string> dropped_out(const engine::Run& run, std::int64_t plan, int most) override;
  void restart_ladders(const engine::Run& run, const rules::Predicate& held) override;
  void applied(std::int64_t plan, const engine::Run& run) override;
  void lead(const engine::Run& run) override;
  void take(const engine::Run& run, engine::Chunk share, schedules::Instant until) override;
  void give_back(const engine::Run& run) override;
  engine::ChunkResult carry_out(const engine::Run& run, const engine::Work& work, const rules::Policy& policy,
                                engine::Chunk chunk) override;
  void save_undo(const engine::Run& run, const engine::Run& undone, const std::string& reason) override;
  engine::TakenBack take_back(const engine::Run& run, const engine::Run& undone, const rules::Policy& then,
                              const rules::Policy& now, engine::Chunk part) override;
  engine::ImportResult merge(const engine::ImportTerms& terms, const rules::Policy& policy) override;
  bool believe(const std::string& source, schedules::Instant at, const std::string& actor,
               const std::string& reason) override;
  void note_record(const engine::RecordNote& note) override;
  void purge_again(const engine::PurgeOrder& order) override;
  void bury(const std::vector<engine::Tombstone>& only_recorded) override;
  std::vector<engine::Notice> claim(schedules::Instant now, int limit, const rules::Policy& policy) override;
  void settle(const std::vector<engine::Settlement>& settlements, schedules::Instant now) override;
  void alert(const std::vector<engine::Alert>& alerts) override;
  std::vector<engine::Alert> claim_alerts(schedules::Instant now, int limit) override;
  void settle_alerts(const std::vector<engine::Settlement>& settlements, schedules::Instant now) override;
  void cancel_overtaken_effects() override;
  std::vector<engine::Effect> claim_effects(schedules::Instant now, int limit) override;
  void settle_effects(const std::vector<engine::EffectSettlement>& settlements,
                      schedules::Instant now) override;

 private:
  Database& database_;
  engine::Lease lease_;
  const engine::TombstoneKey& key_;
  engine::PurgeRecord* record_;
  engine::Run purging_;                    // by which `purged_` were
  std::vector<engine::Tombstone> purged_;  // that the commit has to claim in the record
  SeqRange carried_out_;                   // journal rows that the commit has to seal
  DeedDigests deeds_;                      // beside them
  bool open_ = true;
};

}  // namespace lapse::adapters::sql
