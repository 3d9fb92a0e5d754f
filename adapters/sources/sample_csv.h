// The sample as the text of its CSV files.
#pragma once

#include <string>
#include <vector>

#include "adapters/sources/sample_people.h"
#include "engine/intake.h"
#include "schedules/day.h"

namespace lapse::adapters::sources {

std::string accounts_csv(const Population& population, int trial_day);
std::string logins_csv(const Population& population,
                       schedules::Day day);  // of those who last logged in on it
std::string organisations_csv(const Population& population);
std::string memberships_csv(const Population& population);
std::string holds_csv(const std::vector<engine::HoldRecord>& holds);

}  // namespace lapse::adapters::sources
