// The database as the engine's Store. Made by open_store(); named here for the tests that cut its power.
#pragma once

#include <memory>

#include "adapters/sql/database.h"
#include "engine/purge_record.h"
#include "engine/store.h"
#include "engine/tombstone.h"

namespace lapse::adapters::sql {

class SqlStore : public engine::Store {
 public:
  // `record`, where there is one, takes every purge before it is committed.
  SqlStore(const Target& target, Access access, engine::TombstoneKey key = {},
           std::shared_ptr<engine::PurgeRecord> record = nullptr)
      : key_(std::move(key)), record_(std::move(record)), database_(target, access) {}

  Database& database() { return database_; }

  std::optional<engine::Lease> acquire(const std::string& holder, schedules::Instant now, int seconds,
                                       const std::string& dead_holder) override;
  void release(const engine::Lease& lease) override;
  void reconnect() override;
  engine::Lease lease() const override;
  std::unique_ptr<engine::Desk> desk() override;
  std::vector<engine::Candidates> candidates_of_all(const std::vector<engine::Deed>& deeds,
                                                    const rules::Event& event,
                                                    const rules::Policy& policy) const override;
  std::map<std::string, std::vector<std::string>> accounts_meant(
      const std::vector<std::string>& ids_or_emails) const override;
  engine::Candidates candidates(const engine::Deed& deed, const rules::Event& event,
                                const rules::Policy& policy) const override;
  std::unique_ptr<engine::Shelf> shelf() override;
  std::unique_ptr<engine::Transaction> begin(const engine::Lease& lease, schedules::Instant wall) override;
  std::unique_ptr<engine::Transaction> begin_beside(const engine::Lease& lease,
                                                    schedules::Instant wall) override;
  std::int64_t chunk_rows() const override { return database_.dialect().chunk_rows; }

  std::vector<bool> any_of_each(const std::vector<rules::Predicate>& predicates) const override;
  std::int64_t count(const rules::Predicate& predicate) const override;
  void read(const engine::Work& work, const rules::Policy& policy,
            const engine::Visit<engine::PlanRow>& visit) const override;

  engine::EngineState engine_state() const override;
  std::vector<engine::Gap> gaps() const override;
  std::optional<schedules::Instant> server_time() const override;
  std::optional<engine::Edition> edition(const std::string& hash) const override;
  std::vector<engine::Edition> editions(const std::string& policy) const override;
  std::vector<engine::Run> runs(int most) const override;
  std::optional<engine::Run> run(std::int64_t id) const override;
  std::optional<engine::RunUndo> undone_by(std::int64_t run) const override;
  void read_undo(const engine::Run& run, const rules::Policy& policy,
                 const engine::Visit<engine::UndoRow>& visit) const override;
  std::vector<engine::PlanSpan> plan_of(const engine::Run& run) const override;
  std::vector<engine::Chunk> done_of(const engine::Run& run) const override;
  std::vector<engine::Claim> claims_of(const engine::Run& run) const override;
  std::optional<engine::SavedPlan> saved_plan(std::int64_t number) const override;
  std::vector<engine::SavedPlan> waiting_plans(schedules::Instant saved_after) const override;
  void read_saved(const engine::SavedPlan& saved, const engine::Visit<engine::PlanRow>& visit) const override;
  void read_again(const engine::Work& work, const rules::Policy& policy, const engine::SavedRows& saved,
                  const engine::Visit<engine::PlanRow>& visit) const override;
  std::vector<engine::PlanSpan> saved_spans(const engine::SavedPlan& saved) const override;
  std::vector<engine::Approval> approvals_of(const engine::SavedPlan& saved) const override;
  std::vector<engine::Alert> alerts_of(schedules::Day day) const override;
  std::vector<engine::Feed> feeds() const override;
  std::vector<engine::PastImport> past_imports(const std::string& source, int most) const override;
  std::int64_t moved_since(const std::string& to_state, schedules::Instant after) const override;
  std::map<std::string, std::int64_t> moved_by_organisation(const std::string& to_state,
                                                            schedules::Instant after) const override;
  std::int64_t notices_since(schedules::Instant after) const override;
  std::int64_t population_of(const std::string& organisation) const override;
  std::vector<engine::StateCount> state_counts() const override;
  std::vector<engine::FalseDeletions> false_deletions(const rules::Policy& policy,
                                                      schedules::Instant since) const override;
  std::vector<std::string> purged_of(const std::vector<std::string>& accounts) const override;
  std::string record_head() const override;
  void read_tombstones(const engine::Visit<engine::Tombstone>& visit) const override;
  void read_living(const rules::Policy& policy, const engine::Visit<std::string>& account) const override;
  void read_mailbox_risks(const rules::Policy& policy,
                          const engine::Visit<engine::MailboxRisk>& visit) const override;
  engine::Queue queue() const override;
  engine::Queue effect_queue() const override;
  std::optional<schedules::Instant> next_notice() const override;
  engine::Inspection inspect() const override;

  std::vector<engine::AccountView> accounts(const std::string& id_or_email) const override;
  std::vector<engine::NoticeView> notices_of(const std::string& account) const override;
  std::vector<engine::EffectView> effects_of(const std::string& account) const override;
  std::vector<engine::DeedView> deeds_of(const std::string& account) const override;
  std::vector<engine::JournalRow> journal_of(const std::string& account) const override;

  std::unique_ptr<engine::Staging> stage(const engine::Lease& lease, engine::FeedKind feed,
                                         engine::Intake& rejects) override;

  void read_journal(const engine::Visit<engine::JournalRow>& row,
                    const engine::Visit<engine::Block>& block) const override;
  void read_deeds(const engine::Visit<engine::DeedRow>& visit) const override;
  void read_unfolded(const engine::Visit<std::string>& account) const override;

 private:
  std::vector<engine::Edition> editions_where(const std::string& where, const Binds& binds) const;
  std::int64_t seq_before(schedules::Instant after) const;

  engine::TombstoneKey key_;
  std::shared_ptr<engine::PurgeRecord> record_;
  mutable Database database_;  // a query needs the connection, and changes nothing
};

}  // namespace lapse::adapters::sql
