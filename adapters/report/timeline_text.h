// The answer of `lapse check --timeline`, to be put before people who decide about a policy.
#pragma once

#include <string>

#include "rules/timeline.h"

namespace lapse::adapters::report {

// REQUIRES the timeline of this policy.
std::string timeline_text(const rules::Timeline& timeline, const rules::Policy& policy, bool colour);

}  // namespace lapse::adapters::report
