// When a length of time that began at an instant is over: for the limits of holds.
#pragma once

#include "schedules/instant.h"
#include "schedules/span.h"
#include "schedules/zone.h"

namespace lapse::schedules {

// Hours are exact. Days and months end when the local day is over that many days later, or of the same number
// in the month that many months later (its last day where there is no such).
Instant end_of(Span span, Instant from, const Zone& zone);

}  // namespace lapse::schedules
