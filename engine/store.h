// The database as the engine needs it: what can be read, and one fenced transaction at a time.
//
// Atomic  A Transaction that is destroyed without commit() changed nothing.
// Fence   Every Transaction checks, inside the database, that its fencing token is the highest ever granted
//         (INV16), and throws Fenced otherwise.
// Errors  StoreError for a broken world; its kind says what the caller may do (engine/persist.h does it).
// Threads One Store per thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/deed.h"
#include "engine/effect.h"
#include "engine/feed.h"
#include "engine/inspection.h"
#include "engine/intake.h"
#include "engine/journal.h"
#include "engine/notice.h"
#include "engine/plan.h"
#include "engine/records.h"
#include "engine/views.h"
#include "engine/work.h"
#include "rules/evaluate.h"

namespace lapse::engine {

inline constexpr int kLeaseSeconds = 60;      // how long a lease lasts from its last renewal
inline constexpr int kReconnectSeconds = 45;  // how long to wait for a server that restarts or hands over

class StoreError : public std::runtime_error {
 public:
  enum class Kind {
    failed,       // asking again gives the same answer
    unavailable,  // trying again later may help
    conflict,     // another transaction was in the way: nothing was changed, begin again from a new look
    lost          // the connection is gone, and with it the answer: what was asked may have been done or not
  };

  explicit StoreError(const std::string& what, Kind kind = Kind::failed)
      : std::runtime_error(what), kind_(kind) {}
  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

class Fenced : public StoreError {  // another engine has taken over; stop at once
 public:
  using StoreError::StoreError;
};

template <class Value>
using Visit = std::function<void(const Value&)>;

class Transaction {
 public:
  virtual ~Transaction() = default;
  virtual void commit() = 0;

  // An edition comes into force: accounts that were warned by a rule it does not have for their state are
  // warned anew, and keep the date they were told (INV12).
  virtual void adopt(const Edition& edition, const rules::Policy& policy, const std::string& actor) = 0;
  virtual void save_engine(const EngineState& state) = 0;
  virtual void save_gap(const Gap& gap) = 0;

  // A run and its plan. Rows are numbered 1, 2, 3, ... in the order of the works, by account within each.
  virtual std::int64_t new_run(const Run& run) = 0;  // its id
  virtual void save_run(const Run& run) = 0;
  virtual std::int64_t plan(const Run& run, const Work& work, const rules::Policy& policy,
                            std::int64_t rows_before) = 0;  // how many rows it added
  virtual void read_plan(const Run& run, const Visit<PlanRow>& visit) = 0;
  virtual void drop(const Run& run, const Stop& stop, const std::vector<int>& works) = 0;

  // Moves or warns the accounts of plan rows [first, last] that are still as the plan saw them and that the
  // work still selects, with their journal rows and notices, and marks the chunk done (INV6).
  virtual ChunkResult carry_out(const Run& run, const Work& work, const rules::Policy& policy,
                                Chunk chunk) = 0;

  // Makes a finished staging visible: accounts, activity, events of people, journal. All of it or nothing.
  virtual ImportResult merge(const ImportTerms& terms, const rules::Policy& policy) = 0;

  // Claims up to `limit` notices that are due at `now`, oldest first. A claimed notice whose engine dies
  // before settle() is claimed again and marked ambiguous.
  virtual std::vector<Notice> claim(schedules::Instant now, int limit, const rules::Policy& policy) = 0;
  virtual void settle(const std::vector<Settlement>& settlements, schedules::Instant now) = 0;

  // The same for effects; of one move's, only the first not settled, and none that is overtaken (perform.h).
  virtual void cancel_overtaken_effects() = 0;
  virtual std::vector<Effect> claim_effects(schedules::Instant now, int limit) = 0;
  virtual void settle_effects(const std::vector<EffectSettlement>& settlements, schedules::Instant now) = 0;
};

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

  virtual std::unique_ptr<Desk> desk() = 0;  // for a person, who needs no lease

  virtual bool any(const rules::Predicate& predicate) const = 0;
  virtual std::int64_t count(const rules::Predicate& predicate) const = 0;
  virtual void read(const Work& work, const rules::Policy& policy, const Visit<PlanRow>& visit) const = 0;

  virtual EngineState engine_state() const = 0;
  virtual std::vector<Gap> gaps() const = 0;
  virtual std::optional<Edition> edition(const std::string& hash) const = 0;
  virtual std::vector<Edition> editions(const std::string& policy) const = 0;
  virtual std::vector<Run> runs(int most) const = 0;  // newest first
  virtual std::vector<PlanSpan> unfinished_plan(const Run& run) const = 0;
  virtual std::vector<Feed> feeds() const = 0;
  virtual std::int64_t moved_since(const std::string& to_state, schedules::Instant after) const = 0;
  virtual std::int64_t notices_since(schedules::Instant after) const = 0;
  virtual std::int64_t population_of(const std::string& organisation) const = 0;
  virtual std::vector<StateCount> state_counts() const = 0;
  virtual Queue queue() const = 0;
  virtual Queue effect_queue() const = 0;
  virtual std::optional<schedules::Instant> next_notice() const = 0;  // or effect: work for the outbox
  virtual Inspection inspect() const = 0;  // the database itself, not what is in it

  virtual std::vector<AccountView> accounts(const std::string& id_or_email) const = 0;
  virtual std::vector<NoticeView> notices_of(const std::string& account) const = 0;
  virtual std::vector<EffectView> effects_of(const std::string& account) const = 0;
  virtual std::vector<JournalRow> journal_of(const std::string& account) const = 0;

  // Fenced like a Transaction: each batch of rows is written under the lease, or not at all.
  virtual std::unique_ptr<Staging> stage(const Lease& lease, FeedKind feed, Intake& rejects) = 0;

  virtual void read_journal(const Visit<JournalRow>& row, const Visit<Block>& block) const = 0;
  // Accounts whose state, state_since or epoch is not what their last journal row says.
  virtual void read_unfolded(const Visit<std::string>& account) const = 0;
};

}  // namespace lapse::engine
