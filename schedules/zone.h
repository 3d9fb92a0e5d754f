// A time zone of the operating system's database: the only place that knows when a local day begins.
//
// Range    Instants and days of the years 0001 to 9999. Clock changes are known up to 2037; later years keep
//          the last offset.
// Threads  A Zone is a value over immutable data; share it freely.
// Errors   Zone::find gives nullopt for a name the system does not have. Nothing else fails.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schedules/day.h"
#include "schedules/instant.h"

namespace date {
class time_zone;
}

namespace lapse::schedules {

class Zone {
 public:
  static std::optional<Zone> find(std::string_view name);  // "Europe/London"

  std::string name() const;
  Day day_of(Instant instant) const;
  // The first instant of the day, also where 00:00 is skipped or happens twice.
  Instant midnight(Day day) const;
  // The instant of a wall-clock time. A time that a clock change skips is the instant of the change; a time
  // that happens twice is the later one.
  Instant at(Day day, TimeOfDay time) const;
  // "2026-04-01 10:00 BST", for people.
  std::string local(Instant instant) const;

 private:
  explicit Zone(const date::time_zone* zone) : zone_(zone) {}
  const date::time_zone* zone_;
};

}  // namespace lapse::schedules
