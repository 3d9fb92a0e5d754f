// The hours in which steps that cannot be taken back may happen: "Monday to Thursday 10:00 to 16:00, not on
// or just before a holiday". A window delays such steps, it never hastens them (E23).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "schedules/day.h"
#include "schedules/holidays.h"
#include "schedules/instant.h"
#include "schedules/zone.h"

namespace lapse::schedules {

struct Window {
  std::array<bool, 7> weekdays{};  // by Weekday
  TimeOfDay opens;
  TimeOfDay closes;  // exclusive, later than opens
  bool not_on_holiday = false;
  bool not_before_holiday = false;  // not on the day whose next day is a holiday
  friend bool operator==(const Window&, const Window&) = default;
};

// "Monday to Thursday 10:00 to 16:00", "Tuesday 09:00 to 12:00", "every day 08:00 to 18:00", each optionally
// followed by ", not on a holiday" or ", not on or just before a holiday". nullopt for anything else.
std::optional<Window> parse_window(std::string_view text);
// The text again, for a window that parse_window can give; a run of weekdays may pass the end of the week.
std::string to_string(const Window& window);

bool opens_on(const Window& window, Day day, const Holidays& holidays);
bool is_open(const Window& window, Instant t, const Zone& zone, const Holidays& holidays);
// The first opening strictly after t; nullopt when there is none within 400 days.
std::optional<Instant> next_opening(const Window& window, Instant t, const Zone& zone,
                                    const Holidays& holidays);
// The first instant not before t at which the window is open; nullopt as above.
std::optional<Instant> next_open_instant(const Window& window, Instant t, const Zone& zone,
                                         const Holidays& holidays);
// The end of the window that is open at t; t itself when it is closed.
Instant closes_after(const Window& window, Instant t, const Zone& zone, const Holidays& holidays);

}  // namespace lapse::schedules
