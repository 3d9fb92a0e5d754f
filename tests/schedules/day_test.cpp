#include "schedules/day.h"

#include <doctest/doctest.h>

#include "tests/schedules/reckoning.h"
#include "tests/schedules/support.h"

namespace lapse::schedules::tests {

using std::string_view_literals::operator""sv;

TEST_CASE("a day is read, printed and said") {
  CHECK(day("1970-01-01").number == 0);
  CHECK(day("2024-01-01").number == kFirstDay);
  CHECK(day("2032-12-31").number == kLastDay);
  CHECK(day("2024-02-29") + 1 == day("2024-03-01"));
  CHECK(day("2000-02-29") + 366 == day("2001-03-01"));
  CHECK(day("2026-04-01") - day("2026-01-01") == 90);
  CHECK(to_string(day("0001-01-01")) == "0001-01-01");
  CHECK(to_string(day("9999-12-31")) == "9999-12-31");
  CHECK(in_words(day("2026-04-01")) == "Wednesday 1 April 2026");
  CHECK(in_words(day("2026-08-02")) == "Sunday 2 August 2026");
  CHECK(in_words(day("1969-12-31")) == "Wednesday 31 December 1969");
}

TEST_CASE("every day of nine years survives printing, and weekdays follow each other") {
  for (Day today{kFirstDay}; today.number <= kLastDay; today = today + 1) {
    if (day(to_string(today)) != today) FAIL(to_string(today));
    const int yesterday = static_cast<int>(weekday_of(today - 1));
    if (static_cast<int>(weekday_of(today)) != (yesterday + 1) % 7) FAIL(in_words(today));
  }
  CHECK(weekday_of(day("2024-01-01")) == Weekday::monday);
  CHECK(weekday_of(day("0001-01-01")) == Weekday::monday);
}

TEST_CASE("a day that the calendar does not have is refused") {
  for (const std::string_view text : {
           ""sv,
           "2026-02-29"sv,
           "2100-02-29"sv,
           "2026-04-31"sv,
           "2026-00-01"sv,
           "2026-13-01"sv,
           "2026-01-00"sv,
           "0000-01-01"sv,
           "2026-1-1"sv,
           "20260401"sv,
           "2026/04/01"sv,
           "01-04-2026"sv,
           "-026-01-01"sv,
           "+026-01-01"sv,
           "2026-04-1 "sv,
           " 2026-04-01"sv,
           "2026-04-01 "sv,
           "2026-04-01T"sv,
           "2026-04-01\0"sv,
           "2026\0-04-01"sv,
           "2026-04-0\xB9"sv,
           "10000-01-01"sv,
           "99999999999-01-01"sv,
       }) {
    CAPTURE(text);
    CHECK_FALSE(parse_day(text).has_value());
  }
}

TEST_CASE("weekdays have their English names and no others") {
  for (int i = 0; i < 7; ++i) {
    const auto weekday = static_cast<Weekday>(i);
    CHECK(parse_weekday(to_string(weekday)) == weekday);
  }
  CHECK(to_string(Weekday::sunday) == "Sunday");
  for (const std::string_view text :
       {""sv, "monday"sv, "Mon"sv, "Mondays"sv, "Monday "sv, "Monday\0"sv, "Montag"sv}) {
    CAPTURE(text);
    CHECK_FALSE(parse_weekday(text).has_value());
  }
}

TEST_CASE("a time of day is two digits, a colon, two digits") {
  CHECK(parse_time_of_day("00:00") == TimeOfDay{0});
  CHECK(parse_time_of_day("06:30") == TimeOfDay{390});
  CHECK(parse_time_of_day("23:59") == TimeOfDay{1439});
  CHECK(to_string(TimeOfDay{390}) == "06:30");
  for (const std::string_view text :
       {""sv, "6:30"sv, "06:3"sv, "0630"sv, "24:00"sv, "23:60"sv, "06:30:00"sv, "06:30 "sv, " 06:30"sv,
        "-6:30"sv, "06:30\0"sv, "06.30"sv, "6:30am"sv}) {
    CAPTURE(text);
    CHECK_FALSE(parse_time_of_day(text).has_value());
  }
}

}  // namespace lapse::schedules::tests
