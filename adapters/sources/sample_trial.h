// The days of the trial: who logs in on each, who comes back, who leaves.
#pragma once

#include "adapters/sources/sample_dice.h"
#include "adapters/sources/sample_people.h"
#include "schedules/day.h"
#include "schedules/instant.h"

namespace lapse::adapters::sources {

// Whether a person with this habit logs in on that day.
bool logs_in(const Person& person, schedules::Day day, Dice& dice);

schedules::Instant login_time(schedules::Day day, Dice& dice);

// Lets one day of the trial (from 0) pass.
void live_through(Population& population, int trial_day, Dice& dice);

}  // namespace lapse::adapters::sources
