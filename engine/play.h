// A policy test played: what it expected, what came of it, and why; and which parts of the policy it saw at
// work.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/rehearsal.h"

namespace lapse::engine {

struct PlayFailure {
  rules::Place place;
  std::string expected;            // "ann inactive"
  std::string actual;              // "ann active"
  std::string day;                 // "2026-04-02"
  std::optional<Explanation> why;  // of the account, where it is about one
};

// Parts of a policy by name: "mark-inactive moves", "mark-inactive warns 30 days before", "event login",
// "rule mark-inactive only kind is user: does not hold".
using Parts = std::set<std::string>;
Parts parts_of(const rules::Policy& policy);

struct Played {
  std::vector<PlayFailure> failures;
  Parts seen;
};

enum class Until { end, first_failure };

// REQUIRES what Rehearsal requires. What a story makes impossible (an account that cannot be imported, a rule
// that refuses) is a failure too.
Played play(Store& store, const Rulebook& book, const rules::PolicyTest& test, const TellLadders& tell,
            Wakeups wakeups, Until until);

}  // namespace lapse::engine
