// One pass at one instant: resume what a killed engine left, decide, and carry out chunk by chunk.
// Nothing else in the product moves or warns an account.
//
// Atomic  One transaction for the whole plan, then one per chunk (carry_out.h); killed anywhere, the next
// pass ends the same way. Time    `as_of` is UTC in whole seconds and never decreases (INV15). Nothing below
// this header reads a clock. Bounds  `chunk_rows` accounts per transaction. Errors  StoreError; Fenced when
// another engine has taken over; PassRefused when a pass must not start.
//         An account that changed after planning is no error: it is dropped, counted, and left for the next
//         pass.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/decide.h"
#include "engine/ports.h"
#include "engine/rulebook.h"
#include "engine/store.h"
#include "engine/timekeeping.h"

namespace lapse::engine {

class PassRefused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// The hands of a writing engine: the store, its lease, and who watches.
struct Hands {
  Store& store;
  Lease lease;
  const Clock& clock;
  Observer& observer;
  const StopFlag& stop;
  std::string actor;                     // "uid 0 (root)"
  std::optional<ClockWatch> watch = {};  // of real time; none: a simulated clock
};

inline constexpr int kNamed = 1000;  // accounts that a result names at most

// What became of a saved plan (apply.h).
struct Application {
  std::int64_t plan = 0;  // number
  bool before = false;    // it had been applied before, by the run of the result: nothing was done now
  std::int64_t rows = 0;
  std::int64_t dropped_out = 0;           // of them: changed since, or not due any more
  std::vector<std::string> dropped = {};  // their ids, kNamed at most
  std::vector<Stop> passed = {};          // what a guard would have stopped, but people have approved it
};

struct PassResult {
  Plan plan = {};
  Run run = {};
  bool interrupted = false;  // stopped by request after a chunk; the next pass goes on from there
  bool resumed = false;      // an unfinished run was completed first
  std::string why = {};      // interrupted, but not by request: the clock jumped
  std::optional<Application> application = {};
};

struct PassTerms {
  schedules::Instant as_of = {};
  Scope scope = {};
  std::vector<Obstacle> closed = {};  // beside what the store knows: a source that failed tonight
  int chunk_rows = 0;                 // 0: what suits the database
  std::int64_t saved_plan = 0;        // carries out what is left of this one, and plans nothing itself
};

PassResult pass(Hands& hands, const Rulebook& book, const PassTerms& terms);

inline constexpr std::int64_t kRenewSeconds = 20;  // long work renews the lease this often

// Extends the lease while long work writes nothing. Throws Fenced when another engine has taken over.
void renew(Hands& hands);

// Stores the edition if it is new; a pass begins with it. Refuses a content that changed without a new
// edition number.
void adopt(Hands& hands, const Rulebook& book, schedules::Instant as_of);
// Whether the store has the edition. PassRefused when it has another content or a later edition instead.
bool is_adopted(const Store& store, const Rulebook& book);
Edition edition_of(const Rulebook& book, schedules::Instant adopted_at);

}  // namespace lapse::engine
