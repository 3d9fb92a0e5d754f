#include "schedules/period.h"

#include <chrono>

namespace lapse::schedules {
namespace {

using std::chrono::last;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month_day;

Day months_later(Day day, int count) {
  const year_month_day from{sys_days{std::chrono::days{day.number}}};
  year_month_day then = from + months{count};
  if (!then.ok()) then = then.year() / then.month() / last;
  return {static_cast<std::int32_t>(sys_days{then}.time_since_epoch().count())};
}

}  // namespace

Instant end_of(Span span, Instant from, const Zone& zone) {
  if (span.unit == Unit::hours) return from + span.count * kSecondsPerHour;
  const Day day = zone.day_of(from);
  const Day final_day = span.unit == Unit::days ? day + span.count : months_later(day, span.count);
  return zone.midnight(final_day + 1);
}

}  // namespace lapse::schedules
