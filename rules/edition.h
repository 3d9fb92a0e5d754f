// What one edition of a policy changes for people who are under way in the one before.
#pragma once

#include <string>
#include <vector>

#include "rules/model.h"

namespace lapse::rules {

// Rules of `now` that `before` had for the same state, and of which a period has become shorter or is gone.
std::vector<std::string> shortened(const Policy& before, const Policy& now);

}  // namespace lapse::rules
