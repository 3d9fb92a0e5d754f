#include "schedules/bound.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/schedules/reckoning.h"
#include "tests/schedules/support.h"

namespace lapse::schedules::tests {
namespace {

void must(bool truth, std::string_view what, Instant anchor, int days) {
  if (!truth) FAIL(what << ": " << days << " days since " << to_string(anchor));
}

// The bound that the database compares with turns true for `anchor` exactly at `over`.
void must_turn_at(Instant over, Instant anchor, int days, const Zone& zone) {
  must(anchor < anchors_over_before(over, days, zone), "not over when it should be", anchor, days);
  must(anchor >= anchors_over_before(over - 1, days, zone), "over a second early", anchor, days);
}

void check_london(Day today, Instant anchor, int days, const Zone& zone) {
  const Instant over = first_instant_over(anchor, days, zone);
  const Instant next_midnight = midnight_by_hand(today + days + 1);
  const Instant elapsed = anchor + days * kSecondsPerDay;
  must(over == std::max(next_midnight, elapsed), "the later reading", anchor, days);
  must(over >= elapsed, "N x 24 hours", anchor, days);
  must(over >= next_midnight, "day N is the person's", anchor, days);
  must(over - next_midnight < kSecondsPerHour, "at most an hour later", anchor, days);
  must_turn_at(over, anchor, days, zone);

  const Day first = first_day_over(anchor, days, zone);
  must(first == today + days + 1, "the day after day N", anchor, days);
  must(anchor < anchors_reached_before(first, days, zone), "reached on its day", anchor, days);
  must(anchor >= anchors_reached_before(first - 1, days, zone), "not reached the day before", anchor, days);
}

}  // namespace

TEST_CASE("A1: used on 1 January 10:00, day 90 is 1 April, and 2 April 00:00 is the first instant to act") {
  const Zone zone = london();
  const Instant used = in_london("2026-01-01 10:00");
  CHECK(zone.local(first_instant_over(used, 90, zone)) == "2026-04-02 00:00 BST");
  CHECK(first_day_over(used, 90, zone) == day("2026-04-02"));
  CHECK(used >= anchors_over_before(in_london("2026-04-02 00:00") - 1, 90, zone));
  CHECK(used < anchors_over_before(in_london("2026-04-02 00:00"), 90, zone));
}

TEST_CASE(
    "E1: a login in the last second of day 90 is in time, one in the first second of the next day is not") {
  const Zone zone = london();
  const Instant noon = in_london("2026-04-02 12:00");
  const Instant ninety_days_ago = in_london("2026-01-02 00:00");
  CHECK(ninety_days_ago - 1 < anchors_over_before(noon, 90, zone));
  CHECK(ninety_days_ago >= anchors_over_before(noon, 90, zone));
}

TEST_CASE("A1: over nine years of London days the bound takes the later of both readings, to the second") {
  const Zone zone = london();
  for (Day today{kFirstDay}; today.number <= kLastDay; today = today + 1) {
    const Instant begin = midnight_by_hand(today);
    const Instant last = midnight_by_hand(today + 1) - 1;
    // 00:00:00, 00:30, 01:30 (both of them in October), 23:59:59.
    for (const Instant anchor : {begin, begin + 1800, begin + 5400, begin + 9000, last}) {
      for (const int days : {1, 30, 90, 180}) check_london(today, anchor, days, zone);
    }
  }
}

TEST_CASE(
    "A1: the bound turns at one instant in zones that change at midnight, by half an hour, or by a day") {
  struct Stretch {
    std::string_view zone;
    std::string_view from;
    std::string_view until;
  };
  for (const Stretch& stretch :
       {Stretch{"Atlantic/Azores", "2025-01-01T00:15:00Z", "2026-12-31T00:00:00Z"},
        Stretch{"America/Havana", "2025-01-01T00:15:00Z", "2026-12-31T00:00:00Z"},
        Stretch{"Australia/Lord_Howe", "2025-01-01T00:15:00Z", "2026-12-31T00:00:00Z"},
        Stretch{"Pacific/Apia", "2011-10-01T00:15:00Z", "2012-03-01T00:00:00Z"}}) {
    CAPTURE(stretch.zone);
    const Zone place = zone(stretch.zone);
    const Instant until = instant(stretch.until);
    for (Instant anchor = instant(stretch.from); anchor < until; anchor = anchor + 6 * kSecondsPerHour) {
      for (const int days : {1, 30}) {
        const Instant over = first_instant_over(anchor, days, place);
        must_turn_at(over, anchor, days, place);
        const Day first = place.day_of(over);
        must(anchor < anchors_reached_before(first, days, place), "reached on its day", anchor, days);
      }
    }
  }
}

TEST_CASE("E10: a restore is possible for exactly 720 hours, through a clock change too") {
  const Zone zone = london();
  const Instant end = end_of_hours(in_london("2026-07-02 10:00"), 720);
  CHECK(to_string(end) == "2026-08-01T09:00:00Z");
  CHECK(zone.local(end) == "2026-08-01 10:00 BST");
  CHECK(zone.local(end_of_hours(in_london("2026-10-01 10:00"), 720)) == "2026-10-31 09:00 GMT");
}

TEST_CASE("E10: 30 days are never over before the 720 hours of the restore window are") {
  const Zone zone = london();
  CHECK(first_day_over(in_london("2026-07-02 10:00"), 30, zone) == day("2026-08-02"));
  for (Instant deleted = instant("2026-01-01T00:00:00Z"); deleted < instant("2027-01-01T00:00:00Z");
       deleted = deleted + kSecondsPerHour) {
    if (first_instant_over(deleted, 30, zone) < end_of_hours(deleted, 720)) FAIL(to_string(deleted));
  }
}

TEST_CASE("the longest span that a policy can write stays within the calendar of its arithmetic") {
  const Zone zone = london();
  const Instant anchor = in_london("2026-01-01 10:00");
  CHECK(first_day_over(anchor, 100000, zone) == day("2026-01-01") + 100001);
  CHECK(to_string(end_of_hours(anchor, 100000)) == "2037-05-30T02:00:00Z");
}

}  // namespace lapse::schedules::tests
