// Which work anybody is due with.
//
// On most nights nobody is due with most of it. So all groups are asked about at once and lightly, by state,
// step and date; only where that finds somebody, the whole question is asked, with holds and recipients.
#pragma once

#include <vector>

#include "engine/store.h"
#include "engine/work.h"

namespace lapse::engine {

// The groups that somebody may be due with, in their order. What is left out, nobody is due with.
std::vector<WorkGroup> with_somebody_due(const Store& store, std::vector<WorkGroup> groups);

}  // namespace lapse::engine
