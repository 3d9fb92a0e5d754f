// How often the engine looks: "every day at 06:30". Names instants; runs no timer.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schedules/day.h"
#include "schedules/instant.h"
#include "schedules/zone.h"

namespace lapse::schedules {

struct Cadence {
  TimeOfDay at;
  std::optional<Weekday> weekday;  // nullopt: every day
  friend bool operator==(const Cadence&, const Cadence&) = default;
};

// "every day at 06:30", "every Monday at 06:30". nullopt for anything else.
std::optional<Cadence> parse_cadence(std::string_view text);
std::string to_string(const Cadence& cadence);

// The first look strictly after t.
Instant next_after(const Cadence& cadence, Instant t, const Zone& zone);

}  // namespace lapse::schedules
