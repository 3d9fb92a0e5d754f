// A local calendar day, counted from 1970-01-01. Which instants it covers only a Zone knows.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lapse::schedules {

struct Day {
  std::int32_t number = 0;
  friend auto operator<=>(Day, Day) = default;
};

constexpr Day operator+(Day day, int days) {
  return {day.number + days};
}
constexpr Day operator-(Day day, int days) {
  return {day.number - days};
}
constexpr int operator-(Day a, Day b) {
  return a.number - b.number;
}

enum class Weekday { monday, tuesday, wednesday, thursday, friday, saturday, sunday };

Weekday weekday_of(Day day);
std::string_view to_string(Weekday weekday);                  // "Monday"
std::optional<Weekday> parse_weekday(std::string_view text);  // "Monday", exactly

// "2026-04-01", years 0001 to 9999; nullopt for a day that the calendar does not have.
std::optional<Day> parse_day(std::string_view text);
std::string to_string(Day day);  // "2026-04-01"
std::string in_words(Day day);   // "Wednesday 1 April 2026"

// Minutes after local midnight, "06:30", 0 to 1439.
struct TimeOfDay {
  int minutes = 0;
  friend auto operator<=>(TimeOfDay, TimeOfDay) = default;
};
std::optional<TimeOfDay> parse_time_of_day(std::string_view text);  // two digits, colon, two digits
std::string to_string(TimeOfDay time);                              // "06:30"

}  // namespace lapse::schedules
