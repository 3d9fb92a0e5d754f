// Policies that nobody would write: states, rules and conditions drawn from the whole grammar.
//
// Sound by construction: rules that can meet in one account are in an order, no rule excludes itself, what
// destroys is warned of. Equal seeds give equal policies, on every machine.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lapse::tests {

struct RandomPolicy {
  std::string text;                // the whole policy
  std::vector<std::string> rules;  // each rule of it, as rule_text.h writes it
};

RandomPolicy random_policy(std::uint64_t seed);

}  // namespace lapse::tests
