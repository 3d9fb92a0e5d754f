// The database as the engine needs it: what can be read, and one fenced transaction at a time.
//
// Fence   Every Transaction checks, inside the database, that its fencing token is the highest ever granted
//         (INV16), and throws Fenced otherwise.
// Errors  StoreError for a broken world; its kind says what the caller may do (engine/persist.h does it).
// Threads One Store per thread.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/comeback.h"
#include "engine/deed.h"
#include "engine/effect.h"
#include "engine/feed.h"
#include "engine/inspection.h"
#include "engine/intake.h"
#include "engine/journal.h"
#include "engine/notice.h"
#include "engine/ownership.h"
#include "engine/plan.h"
#include "engine/records.h"
#include "engine/saved_plan.h"
#include "engine/store_error.h"
#include "engine/tombstone.h"
#include "engine/transaction.h"
#include "engine/undo_row.h"
#include "engine/views.h"
#include "engine/work.h"
#include "rules/evaluate.h"

namespace lapse::engine {

inline constexpr int kLeaseSeconds = 60;      // how long a lease lasts from its last renewal
inline constexpr int kRenewBelow = 40;        // seconds left at which a chunk renews it
inline constexpr int kReconnectSeconds = 45;  // how long to wait for a server that restarts or hands over

class Staging : public Intake {  // takes rows of one source; nothing else sees them before merge()
 public:
  // Checks that need all rows (doubles, unknown states); `reject` of the sink was called for what failed.
  virtual StagingResult finish(const rules::Policy& policy) = 0;
};

class Store {
 public:
  virtual ~Store() = default;

  // The one engine that may write. nullopt: somebody else holds the lease until `lease().until`. A holder
  // that is known to be dead can be named; its lease is granted anew at once, under a higher fencing token.
  virtual std::optional<Lease> acquire(const std::string& holder, schedules::Instant now, int seconds,
                                       const std::string& dead_holder) = 0;
  virtual void release(const Lease& lease) = 0;
  // After StoreError::Kind::lost: opens the connection again, waiting up to kReconnectSeconds for the server.
  virtual void reconnect() = 0;
  virtual Lease lease() const = 0;
  virtual std::unique_ptr<Transaction> begin(const Lease& lease, schedules::Instant wall) = 0;
  // Beside others of the same lease that were begun so: for claims, and for chunks that do not ask about each
  // other's accounts.
  virtual std::unique_ptr<Transaction> begin_beside(const Lease& lease, schedules::Instant wall) = 0;
  virtual std::int64_t chunk_rows() const = 0;  // accounts that one transaction had best change

  virtual std::unique_ptr<Desk> desk() = 0;    // for a person, who needs no lease
  virtual std::unique_ptr<Shelf> shelf() = 0;  // the same
  // Who may stand in the way of this event. REQUIRES that it says `unique` or `at_most`.
  virtual Candidates candidates(const Deed& deed, const rules::Event& event,
                                const rules::Policy& policy) const = 0;

  // The same for many deeds, in their order, with one look at the accounts.
  virtual std::vector<Candidates> candidates_of_all(const std::vector<Deed>& deeds, const rules::Event& event,
                                                    const rules::Policy& policy) const = 0;

  // Whether each selects anybody, in their order.
  virtual std::vector<bool> any_of_each(const std::vector<rules::Predicate>& predicates) const = 0;
  virtual std::int64_t count(const rules::Predicate& predicate) const = 0;
  virtual void read(const Work& work, const rules::Policy& policy, const Visit<PlanRow>& visit) const = 0;

  virtual EngineState engine_state() const = 0;
  virtual std::vector<Gap> gaps() const = 0;
  // By the clock of the database server; nullopt where it is this machine's.
  virtual std::optional<schedules::Instant> server_time() const = 0;
  virtual std::optional<Edition> edition(const std::string& hash) const = 0;
  virtual std::vector<Edition> editions(const std::string& policy) const = 0;
  virtual std::vector<Run> runs(int most) const = 0;  // newest first
  virtual std::optional<Run> run(std::int64_t id) const = 0;
  // The run that this one took back; nullopt: it is an ordinary one.
  virtual std::optional<RunUndo> undone_by(std::int64_t run) const = 0;
  // What the run did, in the order of its plan, and how the accounts stand now; `policy` was its edition.
  virtual void read_undo(const Run& run, const rules::Policy& policy, const Visit<UndoRow>& visit) const = 0;
  virtual std::vector<PlanSpan> plan_of(const Run& run) const = 0;  // in the order of their rows
  virtual std::vector<Chunk> done_of(const Run& run) const = 0;     // the same
  virtual std::vector<Claim> claims_of(const Run& run) const = 0;   // the same, with those that lapsed
  virtual std::vector<Feed> feeds() const = 0;
  virtual std::vector<PastImport> past_imports(const std::string& source,
                                               int most) const = 0;  // newest first
  virtual std::optional<SavedPlan> saved_plan(std::int64_t number) const = 0;
  virtual std::vector<SavedPlan> waiting_plans(schedules::Instant saved_after) const = 0;  // not applied
  virtual std::vector<PlanSpan> saved_spans(const SavedPlan& saved) const = 0;
  virtual void read_saved(const SavedPlan& saved, const Visit<PlanRow>& visit) const = 0;  // in its order
  // Those accounts of a saved plan that plan_again() would plan, by account.
  virtual void read_again(const Work& work, const rules::Policy& policy, const SavedRows& saved,
                          const Visit<PlanRow>& visit) const = 0;
  virtual std::vector<Approval> approvals_of(const SavedPlan& saved) const = 0;  // oldest first
  virtual std::vector<Alert> alerts_of(schedules::Day day) const = 0;
  // By rules and by people: a guard counts both.
  virtual std::int64_t moved_since(const std::string& to_state, schedules::Instant after) const = 0;
  virtual std::map<std::string, std::int64_t> moved_by_organisation(const std::string& to_state,
                                                                    schedules::Instant after) const = 0;
  virtual std::int64_t notices_since(schedules::Instant after) const = 0;
  virtual std::int64_t population_of(const std::string& organisation) const = 0;
  virtual std::vector<StateCount> state_counts() const = 0;
  // By rule; of what the engine deleted since then, and of who came back.
  virtual std::vector<FalseDeletions> false_deletions(const rules::Policy& policy,
                                                      schedules::Instant since) const = 0;
  virtual std::vector<std::string> purged_of(const std::vector<std::string>& accounts) const = 0;
  virtual std::string record_head() const = 0;  // of the record of purges; empty: has seen none
  virtual void read_tombstones(const Visit<Tombstone>& visit) const = 0;
  // The ids of all accounts that are in no final state.
  virtual void read_living(const rules::Policy& policy, const Visit<std::string>& account) const = 0;
  virtual void read_mailbox_risks(const rules::Policy& policy, const Visit<MailboxRisk>& visit) const = 0;
  virtual Queue queue() const = 0;
  virtual Queue effect_queue() const = 0;
  virtual std::optional<schedules::Instant> next_notice() const = 0;  // or effect: work for the outbox
  virtual Inspection inspect() const = 0;  // the database itself, not what is in it

  virtual std::vector<AccountView> accounts(const std::string& id_or_email) const = 0;
  // Ids of the accounts that are meant by each of these, with one look at the accounts at most.
  virtual std::map<std::string, std::vector<std::string>> accounts_meant(
      const std::vector<std::string>& ids_or_emails) const = 0;
  virtual std::vector<NoticeView> notices_of(const std::string& account) const = 0;
  virtual std::vector<EffectView> effects_of(const std::string& account) const = 0;
  virtual std::vector<JournalRow> journal_of(const std::string& account) const = 0;
  virtual std::vector<DeedView> deeds_of(const std::string& account) const = 0;  // oldest first

  // Fenced like a Transaction: each batch of rows is written under the lease, or not at all.
  virtual std::unique_ptr<Staging> stage(const Lease& lease, FeedKind feed, Intake& rejects) = 0;

  virtual void read_journal(const Visit<JournalRow>& row, const Visit<Block>& block) const = 0;
  virtual void read_deeds(const Visit<DeedRow>& visit) const = 0;
  // Accounts whose state, state_since or epoch is not what their last journal row says.
  virtual void read_unfolded(const Visit<std::string>& account) const = 0;
};

}  // namespace lapse::engine
