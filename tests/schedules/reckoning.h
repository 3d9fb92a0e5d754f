// British time reckoned by hand, to hold zone.cpp against: summer time lasts from the last Sunday of March
// 01:00 UTC to the last Sunday of October 01:00 UTC. Right from 1996 on.
#pragma once

#include <chrono>
#include <cstdint>

#include "schedules/day.h"
#include "schedules/instant.h"

namespace lapse::schedules::tests {

inline constexpr int kFirstDay = 19723;  // 2024-01-01
inline constexpr int kLastDay = 23010;   // 2032-12-31

inline std::int64_t one_o_clock_on_last_sunday(std::chrono::year year, std::chrono::month month) {
  const std::chrono::sys_days last_sunday{year / month / std::chrono::Sunday[std::chrono::last]};
  return last_sunday.time_since_epoch().count() * kSecondsPerDay + kSecondsPerHour;
}

inline std::int64_t offset_by_hand(Instant t) {
  const auto today =
      std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds{std::chrono::seconds{t.seconds}});
  const std::chrono::year year = std::chrono::year_month_day{today}.year();
  const bool summer = t.seconds >= one_o_clock_on_last_sunday(year, std::chrono::March) &&
                      t.seconds < one_o_clock_on_last_sunday(year, std::chrono::October);
  return summer ? kSecondsPerHour : 0;
}

inline Instant midnight_by_hand(Day day) {
  const Instant in_winter{day.number * kSecondsPerDay};
  const Instant in_summer = in_winter - kSecondsPerHour;
  return offset_by_hand(in_summer) == kSecondsPerHour ? in_summer : in_winter;
}

}  // namespace lapse::schedules::tests
