// When "N days since an anchor" is over.
//
// The sentence has two readings that differ by an hour or a day: N local days, and N x 24 hours. We take the
// later, always in the person's favour (A1): day N belongs to the user, and N x 86400 seconds have passed.
// Used on 1 January 10:00 in London: day 90 is 1 April, the period is over on 2 April 00:00.
#pragma once

#include "schedules/day.h"
#include "schedules/instant.h"
#include "schedules/zone.h"

namespace lapse::schedules {

// The period is over at `as_of` exactly for anchors strictly before the result (both readings in one bound):
//   min(midnight(today - N), as_of - N*86400 + 1).
Instant anchors_over_before(Instant as_of, int days, const Zone& zone);

// The first instant at which the period is over; anchors_over_before(t) > anchor from here on.
Instant first_instant_over(Instant anchor, int days, const Zone& zone);

// The local day of that instant: D, the first day on which a rule may act.
Day first_day_over(Instant anchor, int days, const Zone& zone);

// The bound in whole local days: first_day_over(anchor) <= day exactly for anchors strictly before the
// result. The warning ladder counts with it; nothing is moved on it alone.
Instant anchors_reached_before(Day day, int days, const Zone& zone);

// An exact period, the restore window: open while t < end_of_hours(since, hours) (E10).
Instant end_of_hours(Instant since, int hours);

}  // namespace lapse::schedules
