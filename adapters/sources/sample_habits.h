// Who logs in how often, who has gone quiet, left or been deleted, and who will: the past and the plans that
// decide what a trial of lapse shows.
//
// The numbers fit the guards of the shipped policy: a first night warns about 120 people and sends fewer than
// 1,000 notices, and each day after it 11 to 18 more people become due for a warning.
#pragma once

#include "adapters/sources/sample_dice.h"
#include "adapters/sources/sample_people.h"

namespace lapse::adapters::sources {

// Gives everybody a past, and adds the people who will join during the trial.
void give_habits(Population& population, Dice& dice);

}  // namespace lapse::adapters::sources
