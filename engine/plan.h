// A plan: who would be moved and warned, what that adds up to, and what the guards say to it.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/work.h"
#include "schedules/instant.h"

namespace lapse::engine {

// One account of one piece of work, as the plan saw it.
struct PlanRow {
  int work = 0;  // Work::number
  std::string account;
  std::string organisation;
  std::string organisation_type;
  std::int64_t version = 0;
  std::int64_t state_since = 0;
  std::int64_t idle_since = 0;
  std::int64_t promised_at = 0;
  std::int64_t notices = 0;  // messages that carrying it out would write
};

// What a guard takes out of the plan: the moves of a rule (of one organisation, where it names one), or its
// warnings.
struct Stop {
  rules::Treatment::Kind kind = rules::Treatment::Kind::move;
  std::string rule;
  std::string organisation;
  std::string reason;  // "deleted per run: 1000 planned, 10 allowed"
  std::int64_t would_have = 0;
  std::int64_t limit = 0;
};

// Sums over plan rows; all that guards and reports need, however long the plan.
struct Tally {
  struct Cell {
    std::int64_t accounts = 0;
    std::int64_t notices = 0;
  };
  std::map<std::string, Cell> moves;                                             // by rule
  std::map<std::string, Cell> warnings;                                          // by rule
  std::map<std::pair<std::string, std::string>, std::int64_t> moves_by_type;     // rule, organisation type
  std::map<std::pair<std::string, std::string>, std::int64_t> warnings_by_type;  // rule, organisation type
  struct Place {
    std::string rule;
    std::string organisation;
    std::string organisation_type;
    friend auto operator<=>(const Place&, const Place&) = default;
  };
  std::map<Place, Cell> moves_by_place;
  std::int64_t accounts() const;
  std::int64_t notices() const;
  void add(const Work& work, const PlanRow& row);
  void take_out(const Stop& stop);
};

// One limit of the policy and how the plan stands to it.
struct GuardResult {
  std::string count;         // "deleted", "notices"
  std::string per;           // "run", "day", "7 days", "organisation"
  std::string organisation;  // per organisation: the one worst off, where any is counted
  std::int64_t planned = 0;  // together with what happened before, where the limit spans days
  std::int64_t limit = 0;
  bool stopped = false;
  std::int64_t before = 0;  // of those planned: happened before, within the time of the limit
};

// Why nothing destructive may happen at this instant, in the order of importance. None: it may.
struct Obstacle {
  std::string what;      // "window", "feed", "gap", "missing"
  std::string says;      // "the delete window opens Monday 12 January 2026 10:00 GMT"
  bool marking = false;  // moves that count from the last use wait as well
};

// "destructive steps wait", or "marking and destructive steps wait".
std::string waits(const Obstacle& obstacle);

Permission permission_behind(const std::vector<Obstacle>& obstacles);

struct Plan {
  schedules::Instant as_of;
  std::string policy;
  int edition = 0;
  std::string edition_hash;  // "sha256:..."
  std::string hash;          // of the rows, before any stop: "sha256:..."
  Scope scope;
  std::vector<Obstacle> obstacles;
  std::vector<GuardResult> guards;
  std::vector<Stop> stops;
  std::vector<Stop> lifted;  // would be stops, but people have approved the plan
  Tally tally;               // of what is left after the stops
  std::int64_t population = 0;
};

}  // namespace lapse::engine
