// Small wrong turns of a policy, one at a time: what its tests should notice (`lapse test --mutate`).
//
// Every number one more and one less, every clause, step, recipient and limit left out, every state and role
// changed for another. Texts, effects, routes and the hours of the calendar are left alone: a story tells
// days, messages and states.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "rules/model.h"

namespace lapse::rules {

struct Mutation {
  std::string says;  // "rule mark-inactive: 91 days since last_used instead of 90"
  std::function<void(Policy&)> change;
};

// In the order of the policy.
std::vector<Mutation> mutations_of(const Policy& policy);

}  // namespace lapse::rules
