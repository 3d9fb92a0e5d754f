#include "schedules/zone.h"

#include <date/tz.h>

#include <chrono>
#include <exception>

namespace lapse::schedules {
namespace {

date::sys_seconds sys_time_of(Instant instant) {
  return date::sys_seconds{std::chrono::seconds{instant.seconds}};
}

date::local_seconds wall_clock(Day day, TimeOfDay time) {
  return date::local_days{date::days{day.number}} + std::chrono::minutes{time.minutes};
}

Instant instant_of(date::sys_seconds time) {
  return Instant{time.time_since_epoch().count()};
}

Day day_of_wall_clock(date::local_seconds time) {
  return Day{static_cast<std::int32_t>(date::floor<date::days>(time).time_since_epoch().count())};
}

}  // namespace

std::optional<Zone> Zone::find(std::string_view name) {
  try {
    const date::time_zone* zone = date::locate_zone(std::string{name});
    // The library reads the zone's file at its first use: a file it cannot read has to fail here, not later.
    zone->get_info(date::sys_seconds{});
    return Zone{zone};
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

std::string Zone::name() const {
  return zone_->name();
}

Day Zone::day_of(Instant instant) const {
  return day_of_wall_clock(zone_->to_local(sys_time_of(instant)));
}

Instant Zone::midnight(Day day) const {
  // Where the clock goes back over midnight, 00:00 happens twice: the day begins with the first.
  return instant_of(zone_->to_sys(wall_clock(day, TimeOfDay{0}), date::choose::earliest));
}

Instant Zone::at(Day day, TimeOfDay time) const {
  return instant_of(zone_->to_sys(wall_clock(day, time), date::choose::latest));
}

std::string Zone::local(Instant instant) const {
  const date::sys_info info = zone_->get_info(sys_time_of(instant));
  const date::local_seconds clock{sys_time_of(instant).time_since_epoch() + info.offset};
  const Day day = day_of_wall_clock(clock);
  const auto time = date::floor<std::chrono::minutes>(clock) - wall_clock(day, TimeOfDay{0});
  return to_string(day) + " " + to_string(TimeOfDay{static_cast<int>(time / std::chrono::minutes{1})}) + " " +
         info.abbrev;
}

}  // namespace lapse::schedules
