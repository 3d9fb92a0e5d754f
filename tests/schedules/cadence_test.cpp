#include "schedules/cadence.h"

#include <doctest/doctest.h>

#include "tests/schedules/reckoning.h"
#include "tests/schedules/support.h"

namespace lapse::schedules::tests {

using std::string_view_literals::operator""sv;

TEST_CASE("a cadence is read from its sentence and says it again") {
  CHECK(parse_cadence("every day at 06:30") == Cadence{TimeOfDay{390}, std::nullopt});
  CHECK(parse_cadence("every Monday at 00:00") == Cadence{TimeOfDay{0}, Weekday::monday});
  for (const std::string_view text : {"every day at 06:30", "every Sunday at 23:59"}) {
    CHECK(to_string(parse_cadence(text).value()) == text);
  }
}

TEST_CASE("a sentence that is not a cadence is refused") {
  for (const std::string_view text :
       {""sv, "daily"sv, "every day"sv, "day at 06:30"sv, "every day at"sv, "every day at 6:30"sv,
        "every day at 24:00"sv, "Every day at 06:30"sv, "every monday at 06:30"sv, "every weekday at 06:30"sv,
        "every  day at 06:30"sv, "every day at 06:30 "sv, "every day at 06:30\0"sv,
        "every day at 06:30 and 18:30"sv, "everyday at 06:30"sv, "every dayat 06:30"sv}) {
    CAPTURE(text);
    CHECK_FALSE(parse_cadence(text).has_value());
  }
}

TEST_CASE("the next look is strictly later, so a look never repeats itself") {
  const Zone zone = london();
  const Cadence daily = parse_cadence("every day at 06:30").value();
  const Instant look = in_london("2026-04-02 06:30");
  CHECK(next_after(daily, look - 1, zone) == look);
  CHECK(next_after(daily, look, zone) == in_london("2026-04-03 06:30"));
  const Cadence weekly = parse_cadence("every Monday at 06:30").value();
  CHECK(next_after(weekly, in_london("2026-08-03 06:29"), zone) == in_london("2026-08-03 06:30"));
  CHECK(next_after(weekly, in_london("2026-08-03 06:30"), zone) == in_london("2026-08-10 06:30"));
}

TEST_CASE("over nine years there is exactly one look on each day, through every clock change") {
  const Zone zone = london();
  for (const int minutes : {0, 60, 90, 119, 390, 1439}) {
    const Cadence daily{TimeOfDay{minutes}, std::nullopt};
    Instant look = midnight_by_hand(Day{kFirstDay}) - 1;
    for (Day today{kFirstDay}; today.number <= kLastDay; today = today + 1) {
      look = next_after(daily, look, zone);
      const bool is_today = look >= midnight_by_hand(today) && look < midnight_by_hand(today + 1);
      if (!is_today) FAIL(to_string(daily) << ": " << to_string(today) << " looked at " << to_string(look));
    }
  }
}

TEST_CASE("a weekly look comes once a week on its day, also on the Sundays on which the clock changes") {
  const Zone zone = london();
  const Cadence weekly{TimeOfDay{90}, Weekday::sunday};
  Instant look = in_london("2024-01-01 00:00");
  for (Day sunday = day("2024-01-07"); sunday.number <= kLastDay; sunday = sunday + 7) {
    look = next_after(weekly, look, zone);
    const bool is_then = look >= midnight_by_hand(sunday) && look < midnight_by_hand(sunday + 1);
    if (!is_then) FAIL(to_string(sunday) << " looked at " << to_string(look));
  }
}

}  // namespace lapse::schedules::tests
