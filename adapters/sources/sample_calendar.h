// The days of the sample. London keeps UTC in all five weeks.
#pragma once

#include <cstdint>

#include "schedules/day.h"
#include "schedules/instant.h"

namespace lapse::adapters::sources {

inline constexpr schedules::Day kTrialBegins{20458};  // Monday 5 January 2026
inline constexpr int kTrialDays = 35;
inline constexpr int kDaysPerWeek = 7;

constexpr schedules::Instant moment(schedules::Day day, int second_of_day) {
  return {day.number * schedules::kSecondsPerDay + second_of_day};
}

constexpr schedules::Day day_of(schedules::Instant instant) {
  return {static_cast<std::int32_t>(instant.seconds / schedules::kSecondsPerDay)};
}

// Monday to Friday without Christmas, Boxing Day and New Year's Day of that winter.
inline bool is_working_day(schedules::Day day) {
  const int from_new_year = day - (kTrialBegins - 4);
  const bool holiday = from_new_year == 0 || from_new_year == -6 || from_new_year == -7;
  return !holiday && schedules::weekday_of(day) <= schedules::Weekday::friday;
}

}  // namespace lapse::adapters::sources
