// What another edition would do tonight, beside the one in force: whom a change of the policy touches, before
// it is adopted.
//
// The new edition is adopted and its plan is made in one transaction that is never committed, so that people
// who are in the middle of a ladder are counted as they would be (INV12), and nothing is changed (INV18).
// Other engines wait meanwhile.
#pragma once

#include <string>
#include <vector>

#include "engine/pass.h"
#include "engine/plan.h"
#include "engine/rulebook.h"

namespace lapse::engine {

struct Difference {
  std::string rule;
  rules::Treatment::Kind kind = rules::Treatment::Kind::move;
  std::string organisation_type;
  std::int64_t in_force = 0;  // accounts
  std::int64_t proposed = 0;
};

struct Comparison {
  Plan in_force;
  Plan proposed;
  // All that is due with either edition, equal or not, before the guards stop any: by rule, moves before
  // warnings, organisation type.
  std::vector<Difference> differences;
};

// PassRefused when the new edition has the number of another one or an older one.
Comparison compare(Hands& hands, const Rulebook& in_force, const Rulebook& proposed,
                   schedules::Instant as_of);

}  // namespace lapse::engine
