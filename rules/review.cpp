#include "rules/review.h"

#include "rules/review_checks.h"

namespace lapse::rules {

void review(const Policy& policy, const Node& root, Findings& findings) {
  Checked checked{policy, root, findings, {}};
  for (const State& state : policy.states) checked.states.emplace(state.name, &state);
  review_sentences(checked);
  review_states(checked);
  review_warnings(checked);
  review_limits(checked);
}

}  // namespace lapse::rules
