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
#include "rules/evaluate.h"
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
  bool destructive = false;
  Scope scope;
  Status status = Status::running;
  std::string actor;
  std::int64_t planned = 0;
  std::int64_t moved = 0;
  std::int64_t warned = 0;
  std::int64_t dropped = 0;
  std::int64_t notices = 0;
  int stops = 0;
};

std::string_view to_string(Run::Status status);

// Plan rows of one work that are still to be carried out: [first, last].
struct PlanSpan {
  int work = 0;
  std::int64_t first = 0;
  std::int64_t last = 0;
};

struct Chunk {
  std::int64_t first = 0;
  std::int64_t last = 0;
};

struct ChunkResult {
  std::int64_t changed = 0;
  std::int64_t dropped = 0;  // changed since the plan was made, or selected no longer
  std::int64_t notices = 0;
};

enum class FeedKind { accounts, logins, organisations, memberships, holds };
std::string_view to_string(FeedKind kind);

struct Feed {
  std::string source;
  FeedKind kind = FeedKind::accounts;
  schedules::Instant data_at;  // newest thing it knows; what freshness counts from
  schedules::Instant imported_at;
  std::int64_t rows = 0;
  std::int64_t rejected = 0;
};

struct StagingResult {
  std::int64_t rows = 0;  // good ones
  std::int64_t rejected = 0;
  std::int64_t vanishing = 0;  // accounts feed: known accounts that it does not have any more
  schedules::Instant data_at;
};

struct ImportTerms {
  std::string source;
  FeedKind feed = FeedKind::accounts;
  schedules::Instant as_of;
  std::string edition;
  std::int64_t run = 0;
  std::string actor;
  StagingResult staged;
};

struct ImportResult {
  std::int64_t arrived = 0;
  std::int64_t changed = 0;        // particulars
  std::int64_t used = 0;           // idle_since raised
  std::int64_t events = 0;         // state changes by people, seen in the feed
  std::int64_t ladders_ended = 0;  // warned accounts that were used again
  std::int64_t vanished = 0;
  std::int64_t returned = 0;
  std::int64_t ghosts = 0;          // logins on accounts that a login does not bring back
  std::int64_t ignored_states = 0;  // states in the feed that no event of the policy leads to
};

// The answer of the wire to one claimed notice.
struct Settlement {
  std::int64_t number = 0;  // of the notice
  Receipt receipt;
  schedules::Instant told;      // warning: local midnight of the day in the message; 0 otherwise
  schedules::Instant retry_at;  // outcome later, ambiguous
  bool dead = false;            // given up
};

struct NoticeView {
  std::int64_t epoch = 0;
  std::string rule;
  std::string send;
  int step = 0;
  std::string recipient;
  std::string address;
  std::string state;  // queued, sending, ambiguous, handed, cancelled, dead
  schedules::Instant as_of;
  schedules::Instant date;  // told; 0 for none
  schedules::Instant handed_at;
  std::string detail;
};

struct AccountView {
  rules::Facts facts;
  std::string email;
  std::string display_name;
  std::string organisation_name;
  schedules::Instant created_at;
  schedules::Instant last_login_at;  // 0: never
  std::int64_t epoch = 0;
  std::int64_t version = 0;
  std::vector<std::string> hold_kinds;  // beside facts.holds
};

struct StateCount {
  std::string state;
  std::string organisation_type;
  std::int64_t accounts = 0;
};

struct Queue {
  std::int64_t queued = 0;
  std::int64_t ambiguous = 0;
  std::int64_t dead = 0;
  std::int64_t handed = 0;
  std::int64_t cancelled = 0;
};

struct Block {
  std::int64_t number = 0;
  std::int64_t first = 0;  // journal seq
  std::int64_t last = 0;
  std::string digest;
};

}  // namespace lapse::engine
