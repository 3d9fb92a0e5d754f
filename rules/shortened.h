// Which periods a new edition makes shorter. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/model.h"

namespace lapse::rules {

// One period of a rule that both editions have, by its name or by the states it leads from and to.
struct Shortened {
  const Rule* before = nullptr;
  const Rule* after = nullptr;
  Anchor anchor = Anchor::in_state;
  int days_before = 0;
  std::optional<int> days_after;  // nullopt: the new rule does not count from there any more
};

// In the order of the rules of `after`. The result points into both, which outlive it.
std::vector<Shortened> shortened(const Policy& before, const Policy& after);

// "90 to 30 days since last_used", "90 to no days in inactive".
std::string in_words(const Shortened& shortened);

}  // namespace lapse::rules
