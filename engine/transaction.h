// One fenced transaction: everything that the engine writes, it writes through one.
//
// Atomic  A Transaction that is destroyed without commit() changed nothing.
// Errors  StoreError.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/effect.h"
#include "engine/feed.h"
#include "engine/notice.h"
#include "engine/plan.h"
#include "engine/purge_record.h"
#include "engine/records.h"
#include "engine/undo_row.h"
#include "engine/work.h"
#include "rules/model.h"

namespace lapse::engine {

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
  // A person says that the clock was ahead when it was `gap.from`, and that it is `gap.to` now: the only way
  // back (INV15). What waits for a later time than could be waits no longer; dates of accounts stay.
  virtual void set_back(const Gap& gap) = 0;

  // Before a question is asked, and asked again: by what its accounts are found is brought up to date.
  // Changes no fact.
  virtual void prepare(const rules::Predicate& question) = 0;

  // A run and its plan. Rows are numbered 1, 2, 3, ... in the order of the works, by account within each;
  // with save_run() each has its journal number as well: first_seq for the first.
  virtual void new_run(Run& run) = 0;  // gives it its id, its first_seq and its fence
  virtual void save_run(const Run& run) = 0;
  virtual std::int64_t plan(const Run& run, const Work& work, const rules::Policy& policy,
                            std::int64_t rows_before) = 0;  // how many rows it added
  virtual void read_plan(const Run& run, const Visit<PlanRow>& visit) = 0;
  virtual void drop(const Run& run, const Stop& stop, const std::vector<int>& works) = 0;

  // Accounts in `held` have a ladder that a hold has ended: it begins anew, and the date told still binds.
  // Comes after save_run(); none of them may be in the plan.
  virtual void restart_ladders(const Run& run, const rules::Predicate& held) = 0;

  // Plans those accounts of a saved plan that still have the version it saw and that the work selects.
  virtual std::int64_t plan_again(const Run& run, const Work& work, const rules::Policy& policy,
                                  const SavedRows& saved, std::int64_t rows_before) = 0;
  // The first `most` accounts of the saved plan that are not in the run's.
  virtual std::vector<std::string> dropped_out(const Run& run, std::int64_t plan, int most) = 0;
  virtual void applied(std::int64_t plan, const Run& run) = 0;  // conflict when it was applied already

  // The run is carried out under this lease from now on.
  virtual void lead(const Run& run) = 0;
  // The holder of the lease says that it carries out these plan rows, until then, and no others.
  virtual void take(const Run& run, Chunk share, schedules::Instant until) = 0;
  virtual void give_back(const Run& run) = 0;

  // Moves or warns the accounts of plan rows [first, last] that are still as the plan saw them and that the
  // work still selects, with their journal rows and notices, and marks the chunk done (INV6).
  virtual ChunkResult carry_out(const Run& run, const Work& work, const rules::Policy& policy,
                                Chunk chunk) = 0;

  // `run` takes back what `undone` did. take_back() does it for these rows of its plan; `then` was its
  // edition, `now` is the one in force.
  virtual void save_undo(const Run& run, const Run& undone, const std::string& reason) = 0;
  virtual TakenBack take_back(const Run& run, const Run& undone, const rules::Policy& then,
                              const rules::Policy& now, Chunk part) = 0;

  // The record of purges. Purges that are carried out here go into it before the commit, by themselves.
  virtual void note_record(const RecordNote& note) = 0;
  virtual void purge_again(const PurgeOrder& order) = 0;
  virtual void bury(const std::vector<Tombstone>& only_recorded) = 0;

  // Makes a finished staging visible: accounts, activity, events of people, journal. All of it or nothing.
  virtual ImportResult merge(const ImportTerms& terms, const rules::Policy& policy) = 0;

  // A person says that what the source brought last is right: its doubts end, and its size is the usual one
  // from now on. False when it has no doubt.
  virtual bool believe(const std::string& source, schedules::Instant at, const std::string& actor,
                       const std::string& reason) = 0;

  // Claims up to `limit` notices that are due at `now`, oldest first. A claimed notice whose engine dies
  // before settle() is claimed again and marked ambiguous.
  virtual std::vector<Notice> claim(schedules::Instant now, int limit, const rules::Policy& policy) = 0;
  virtual void settle(const std::vector<Settlement>& settlements, schedules::Instant now) = 0;

  // An alert of a rule, kind and day that is there already is passed over. Claimed and settled as notices
  // are.
  virtual void alert(const std::vector<Alert>& alerts) = 0;
  virtual std::vector<Alert> claim_alerts(schedules::Instant now, int limit) = 0;
  virtual void settle_alerts(const std::vector<Settlement>& settlements, schedules::Instant now) = 0;

  // The same for effects; of one move's, only the first not settled, and none that is overtaken (perform.h).
  virtual void cancel_overtaken_effects() = 0;
  virtual std::vector<Effect> claim_effects(schedules::Instant now, int limit) = 0;
  virtual void settle_effects(const std::vector<EffectSettlement>& settlements, schedules::Instant now) = 0;
};

}  // namespace lapse::engine
