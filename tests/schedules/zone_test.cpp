#include "schedules/zone.h"

#include <doctest/doctest.h>

#include "tests/schedules/reckoning.h"
#include "tests/schedules/support.h"

namespace lapse::schedules::tests {

using std::string_view_literals::operator""sv;

TEST_CASE("a zone is found by its name, or not at all") {
  CHECK(london().name() == "Europe/London");
  for (const std::string_view name :
       {""sv, "Europe"sv, "europe/london"sv, "Europe/London "sv, "Europe/London\0"sv, "Europe/Atlantis"sv,
        "../../../etc/passwd"sv, "/etc/localtime"sv}) {
    CAPTURE(name);
    CHECK_FALSE(Zone::find(name).has_value());
  }
}

TEST_CASE("A1: every London day of nine years begins and ends where the rule of the clock change says") {
  const Zone zone = london();
  for (Day today{kFirstDay}; today.number <= kLastDay; today = today + 1) {
    const Instant begin = midnight_by_hand(today);
    const Instant end = midnight_by_hand(today + 1);
    if (zone.midnight(today) != begin) FAIL("midnight of " << to_string(today));
    if (zone.day_of(begin) != today) FAIL("first second of " << to_string(today));
    if (zone.day_of(end - 1) != today) FAIL("last second of " << to_string(today));
    if (zone.at(today, TimeOfDay{12 * 60}) != end - 12 * kSecondsPerHour)
      FAIL("noon of " << to_string(today));
  }
}

TEST_CASE("a wall-clock time that is skipped is the change, one that happens twice is the later") {
  CHECK(to_string(in_london("2026-03-29 00:59")) == "2026-03-29T00:59:00Z");
  CHECK(to_string(in_london("2026-03-29 01:00")) == "2026-03-29T01:00:00Z");
  CHECK(to_string(in_london("2026-03-29 01:59")) == "2026-03-29T01:00:00Z");
  CHECK(to_string(in_london("2026-03-29 02:00")) == "2026-03-29T01:00:00Z");
  CHECK(to_string(in_london("2026-10-25 00:59")) == "2026-10-24T23:59:00Z");
  CHECK(to_string(in_london("2026-10-25 01:00")) == "2026-10-25T01:00:00Z");
  CHECK(to_string(in_london("2026-10-25 01:59")) == "2026-10-25T01:59:00Z");
  CHECK(to_string(in_london("2026-10-25 02:00")) == "2026-10-25T02:00:00Z");
}

TEST_CASE("a day begins with its first instant where midnight is skipped, doubled, or the day left out") {
  const Zone azores = zone("Atlantic/Azores");  // 00:00 becomes 01:00
  CHECK(to_string(azores.midnight(day("2026-03-29"))) == "2026-03-29T01:00:00Z");
  const Zone havana = zone("America/Havana");  // 01:00 becomes 00:00
  CHECK(to_string(havana.midnight(day("2026-11-01"))) == "2026-11-01T04:00:00Z");
  CHECK(to_string(havana.at(day("2026-11-01"), TimeOfDay{0})) == "2026-11-01T05:00:00Z");
  const Zone apia = zone("Pacific/Apia");  // crossed the date line
  CHECK(apia.midnight(day("2011-12-30")) == apia.midnight(day("2011-12-31")));
  CHECK(apia.day_of(apia.midnight(day("2011-12-31"))) == day("2011-12-31"));
  CHECK(apia.day_of(apia.midnight(day("2011-12-31")) - 1) == day("2011-12-29"));
}

TEST_CASE("local time is printed for people, with the name of the offset") {
  const Zone zone = london();
  CHECK(zone.local(instant("2026-04-01T09:00:59Z")) == "2026-04-01 10:00 BST");
  CHECK(zone.local(instant("2026-12-31T23:59:59Z")) == "2026-12-31 23:59 GMT");
  CHECK(zone.local(instant("2026-10-25T00:59:59Z")) == "2026-10-25 01:59 BST");
  CHECK(zone.local(instant("2026-10-25T01:00:00Z")) == "2026-10-25 01:00 GMT");
}

TEST_CASE("the first and the last year have days as well") {
  const Zone utc = zone("UTC");
  CHECK(to_string(utc.midnight(day("0001-01-01"))) == "0001-01-01T00:00:00Z");
  CHECK(utc.day_of(instant("9999-12-31T23:59:59Z")) == day("9999-12-31"));
  CHECK(london().day_of(instant("9999-12-31T23:59:59Z")) == day("9999-12-31"));
}

}  // namespace lapse::schedules::tests
