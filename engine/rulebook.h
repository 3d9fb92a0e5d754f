// The policy in force, as one value: what it says, the text it was read from, and the holidays it counts
// with.
#pragma once

#include <string>

#include "rules/model.h"
#include "schedules/holidays.h"
#include "schedules/instant.h"

namespace lapse::engine {

struct Rulebook {
  rules::Policy policy;
  schedules::Holidays holidays;
  std::string text;
  std::string hash;  // "sha256:..." of the text: the edition's content address
};

// When there is next something to do by the calendar, strictly after t: a look, or the opening of the delete
// window.
schedules::Instant next_wakeup(const Rulebook& book, schedules::Instant t);

}  // namespace lapse::engine
