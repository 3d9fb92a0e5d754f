// Rows of the store that are not accounts: the lease, editions, runs, feeds, imports, the outbox. Plain
// values.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/notice.h"
#include "engine/work.h"
#include "schedules/instant.h"

namespace lapse::engine {

struct Lease {
  std::string holder;
  std::int64_t fence = 0;  // fencing token: grows with every grant
  schedules::Instant until;
};

struct Edition {
  std::string hash;  // "sha256:..." of the text
  std::string policy;
  int number = 0;
  std::string text;
  schedules::Instant adopted_at;
};

struct EngineState {
  schedules::Instant last_as_of;  // 0: never ran
  bool simulated = false;         // made with a simulated clock
  std::int64_t population = 0;    // accounts present and not final, at the last good import
};

// A stretch longer than the policy's jump_at_most in which the engine did not look.
struct Gap {
  schedules::Instant from;
  schedules::Instant to;
  schedules::Instant acknowledged_at;  // 0: not yet
  std::string actor;
  std::string reason;
};

struct Run {
  enum class Status { running, finished, superseded, failed };
  std::int64_t id = 0;
  schedules::Instant as_of;
  std::string edition;  // hash
  std::string plan;     // hash
  Permission permission = {false, true};
  Scope scope;
  Status status = Status::running;
  std::string actor;
  std::int64_t planned = 0;
  std::int64_t moved = 0;
  std::int64_t warned = 0;
  std::int64_t dropped = 0;
  std::int64_t notices = 0;
  int stops = 0;
  std::int64_t first_seq = 0;  // journal number of the first plan row; those of the others follow
  std::int64_t fence = 0;      // of the lease under which it is being carried out
};

std::string_view to_string(Run::Status status);

// That a run took back another one.
struct RunUndo {
  std::int64_t undone = 0;
  std::string reason;
};

// Where the rows of a saved plan stand: under a number that no run has.
constexpr std::int64_t rows_of_plan(std::int64_t plan) {
  return -plan;
}

// Rows of a saved plan that are to be planned again: those of these works.
struct SavedRows {
  std::int64_t plan = 0;
  std::vector<int> works;
};

// Plan rows of one work: [first, last].
struct PlanSpan {
  int work = 0;
  std::int64_t first = 0;
  std::int64_t last = 0;
};

struct Chunk {
  std::int64_t first = 0;
  std::int64_t last = 0;
};

// A range of the plan that a worker says it carries out. A hint, so that others take something else: what is
// done once is kept by the chunks.
struct Claim {
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::string worker;
  std::int64_t fence = 0;  // of the lease under which it was made
  schedules::Instant until;
};

struct ChunkResult {
  std::int64_t changed = 0;
  std::int64_t dropped = 0;  // changed since the plan was made, or selected no longer
  std::int64_t notices = 0;
};

// The answer of the wire to one claimed notice.
struct Settlement {
  std::int64_t number = 0;  // of the notice
  Receipt receipt;
  schedules::Instant told;      // warning: local midnight of the day in the message; 0 otherwise
  schedules::Instant retry_at;  // outcome later, ambiguous
  bool dead = false;            // given up
};

// That a guard stopped a rule, for whoever the policy's `tell` names. One for each rule and local night.
struct Alert {
  std::int64_t number = 0;
  std::int64_t run = 0;
  schedules::Instant as_of;
  schedules::Day day;
  rules::Treatment::Kind kind = rules::Treatment::Kind::move;
  std::string rule;
  std::string organisation;  // where a limit per organisation stops it: the first
  int organisations = 0;     // and how many there are; 0: it is stopped everywhere
  std::string reason;
  std::int64_t would_have = 0;
  std::int64_t limit = 0;
  std::string tell;   // "duty_manager"
  std::string state;  // as of a notice
  int attempts = 0;
};

}  // namespace lapse::engine
