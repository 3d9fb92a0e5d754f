// Who in the sample is on hold when the trial begins: away for long, under query, or kept for a legal matter.
#pragma once

#include <vector>

#include "adapters/sources/sample_dice.h"
#include "adapters/sources/sample_people.h"
#include "engine/intake.h"

namespace lapse::adapters::sources {

// About 25, each of whom a rule would otherwise reach. In the order of the people, within the limits of the
// shipped policy.
std::vector<engine::HoldRecord> make_holds(const Population& population, Dice& dice);

}  // namespace lapse::adapters::sources
