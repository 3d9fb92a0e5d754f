#include "schedules/bound.h"

#include <algorithm>

namespace lapse::schedules {

Instant anchors_over_before(Instant as_of, int days, const Zone& zone) {
  const Day today = zone.day_of(as_of);
  return std::min(zone.midnight(today - days), as_of - days * kSecondsPerDay + 1);
}

Instant first_instant_over(Instant anchor, int days, const Zone& zone) {
  const Day last = zone.day_of(anchor) + days;
  return std::max(zone.midnight(last + 1), anchor + days * kSecondsPerDay);
}

Day first_day_over(Instant anchor, int days, const Zone& zone) {
  return zone.day_of(first_instant_over(anchor, days, zone));
}

Instant anchors_reached_before(Day day, int days, const Zone& zone) {
  // A clock change lets the elapsed reading end after midnight, never after the day: the day alone decides.
  return zone.midnight(day - days);
}

Instant end_of_hours(Instant since, int hours) {
  return since + hours * kSecondsPerHour;
}

}  // namespace lapse::schedules
