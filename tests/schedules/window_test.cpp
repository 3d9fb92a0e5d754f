#include "schedules/window.h"

#include <doctest/doctest.h>

#include <chrono>

#include "tests/schedules/reckoning.h"
#include "tests/schedules/support.h"

namespace lapse::schedules::tests {

using std::string_view_literals::operator""sv;

namespace {

constexpr std::string_view kDelete = "Monday to Thursday 10:00 to 16:00, not on or just before a holiday";

Window window(std::string_view text) {
  return parse_window(text).value();
}

Holidays bank_holidays() {
  return Holidays{shipped_bank_holidays()};
}

std::string opening_after(std::string_view text, std::string_view after) {
  const Zone zone = london();
  return zone.local(next_opening(window(text), in_london(after), zone, bank_holidays()).value());
}

// Whether somebody with a calendar and a clock on the wall would find `window` open.
bool open_by_hand(const Window& window, Instant t, const Holidays& holidays) {
  const std::int64_t wall_clock = t.seconds + offset_by_hand(t);
  const Day today{static_cast<std::int32_t>(wall_clock / kSecondsPerDay)};
  const std::int64_t minute = wall_clock % kSecondsPerDay / 60;
  const std::chrono::weekday weekday{std::chrono::sys_days{std::chrono::days{today.number}}};
  if (!window.weekdays.at(weekday.iso_encoding() - 1)) return false;
  if (window.not_on_holiday && holidays.contains(today)) return false;
  if (window.not_before_holiday && holidays.contains(today + 1)) return false;
  return minute >= window.opens.minutes && minute < window.closes.minutes;
}

// Walks back through two years by half-hours, so that what comes next is always known.
void sweep(const Window& window, const Zone& zone, const Holidays& holidays) {
  constexpr std::int64_t kHalfHour = 1800;
  std::optional<Instant> opening;  // the first after t
  Instant closing{0};              // the first not before t
  bool open_later = false;
  const Instant first = instant("2026-01-01T00:00:00Z");
  for (Instant t = instant("2028-01-10T00:00:00Z"); t >= first; t = t - kHalfHour) {
    const bool open = open_by_hand(window, t, holidays);
    if (open_later && !open) opening = t + kHalfHour;
    if (open && !open_later) closing = t + kHalfHour;
    if (is_open(window, t, zone, holidays) != open) FAIL("is_open at " << zone.local(t));
    if (opening) {
      if (next_opening(window, t, zone, holidays) != opening) FAIL("next_opening at " << zone.local(t));
      const Instant open_instant = open ? t : *opening;
      if (next_open_instant(window, t, zone, holidays) != open_instant) FAIL("open from " << zone.local(t));
    }
    if (closes_after(window, t, zone, holidays) != (open ? closing : t)) FAIL("closes at " << zone.local(t));
    open_later = open;
  }
}

}  // namespace

TEST_CASE("a window is read from its sentence and says it again") {
  const Window read = window(kDelete);
  CHECK(read.weekdays == std::array<bool, 7>{true, true, true, true, false, false, false});
  CHECK(read.opens == TimeOfDay{600});
  CHECK(read.closes == TimeOfDay{960});
  CHECK(read.not_on_holiday);
  CHECK(read.not_before_holiday);
  for (const std::string_view text :
       {kDelete, "Tuesday 09:00 to 12:00"sv, "every day 08:00 to 18:00"sv,
        "Monday to Friday 09:00 to 17:00, not on a holiday"sv, "Saturday to Monday 00:00 to 23:59"sv,
        "Sunday to Tuesday 01:00 to 02:00"sv}) {
    CHECK(to_string(window(text)) == text);
  }
  CHECK(to_string(window("Monday to Sunday 08:00 to 18:00")) == "every day 08:00 to 18:00");
  CHECK_FALSE(window("Monday to Friday 09:00 to 17:00, not on a holiday").not_before_holiday);
}

TEST_CASE("a sentence that is not a window is refused") {
  for (const std::string_view text : {
           ""sv,
           "Monday"sv,
           "10:00 to 16:00"sv,
           "Monday to 10:00 to 16:00"sv,
           "Monday to Monday 10:00 to 16:00"sv,
           "monday to thursday 10:00 to 16:00"sv,
           "Monday, Tuesday 10:00 to 16:00"sv,
           "Monday - Thursday 10:00 to 16:00"sv,
           "Monday to Thursday 16:00 to 10:00"sv,
           "Monday to Thursday 10:00 to 10:00"sv,
           "Monday to Thursday 10:00 to 24:00"sv,
           "Monday to Thursday 10 to 16"sv,
           "Monday  to Thursday 10:00 to 16:00"sv,
           "Monday to Thursday 10:00 to 16:00 "sv,
           "Monday to Thursday 10:00 to 16:00,"sv,
           "Monday to Thursday 10:00 to 16:00 not on a holiday"sv,
           "Monday to Thursday 10:00 to 16:00, not on holiday"sv,
           "Monday to Thursday 10:00 to 16:00, not on a holiday, not on a holiday"sv,
           "Monday to Thursday 10:00 to 16:00\0"sv,
           "Monday\0to Thursday 10:00 to 16:00"sv,
           "every day at 10:00"sv,
       }) {
    CAPTURE(text);
    CHECK_FALSE(parse_window(text).has_value());
  }
}

TEST_CASE("E23: an account deleted on 2 July is purged on Monday 3 August, because 2 August is a Sunday") {
  CHECK(opening_after(kDelete, "2026-08-02 00:00") == "2026-08-03 10:00 BST");
}

TEST_CASE("E23: nothing final happens on a holiday or on the day before one") {
  // Thursday 2 April is just before Good Friday; Monday 6 April is Easter Monday.
  CHECK(opening_after(kDelete, "2026-04-01 16:00") == "2026-04-07 10:00 BST");
  CHECK(opening_after("every day 10:00 to 16:00, not on a holiday", "2026-04-02 16:00") ==
        "2026-04-04 10:00 BST");
  // Christmas Eve is a Thursday, Boxing Day's substitute a Monday; New Year's Eve is a Thursday.
  CHECK(opening_after(kDelete, "2026-12-23 16:00") == "2026-12-29 10:00 GMT");
  CHECK(opening_after(kDelete, "2026-12-30 16:00") == "2027-01-04 10:00 GMT");
}

TEST_CASE("E23: the window keeps to the wall clock when the clock changes") {
  CHECK(opening_after(kDelete, "2027-03-24 16:00") ==
        "2027-03-30 10:00 BST");  // Easter and summer time at once
  CHECK(opening_after(kDelete, "2026-10-22 16:00") == "2026-10-26 10:00 GMT");
}

TEST_CASE("E23: the opening belongs to the window, the closing does not") {
  const Zone zone = london();
  const Holidays holidays = bank_holidays();
  const Window hours = window(kDelete);
  const Instant opens = in_london("2026-08-03 10:00");
  const Instant closes = in_london("2026-08-03 16:00");
  CHECK_FALSE(is_open(hours, opens - 1, zone, holidays));
  CHECK(is_open(hours, opens, zone, holidays));
  CHECK(is_open(hours, closes - 1, zone, holidays));
  CHECK_FALSE(is_open(hours, closes, zone, holidays));
  CHECK(next_opening(hours, opens, zone, holidays) == in_london("2026-08-04 10:00"));
  CHECK(next_open_instant(hours, opens - 1, zone, holidays) == opens);
  CHECK(next_open_instant(hours, closes - 1, zone, holidays) == closes - 1);
  CHECK(closes_after(hours, opens, zone, holidays) == closes);
  CHECK(closes_after(hours, closes, zone, holidays) == closes);
}

TEST_CASE("a window within a clock change is shortened or stays shut, never opened early") {
  const Zone zone = london();
  const Holidays none;
  const Instant spring = in_london("2026-03-28 12:00");
  CHECK(next_opening(window("Sunday 01:15 to 01:45"), spring, zone, none) == in_london("2026-04-05 01:15"));
  const Window across = window("Sunday 00:30 to 02:30");
  CHECK(next_opening(across, spring, zone, none) == instant("2026-03-29T00:30:00Z"));
  CHECK(closes_after(across, instant("2026-03-29T00:30:00Z"), zone, none) == instant("2026-03-29T01:30:00Z"));
  const Window twice = window("Sunday 01:00 to 02:00");
  CHECK_FALSE(is_open(twice, instant("2026-10-25T00:30:00Z"), zone, none));
  CHECK(next_opening(twice, in_london("2026-10-24 12:00"), zone, none) == instant("2026-10-25T01:00:00Z"));
}

TEST_CASE("a window that never opens is told, not searched for ever") {
  const Zone zone = london();
  std::vector<Day> always;
  for (Day today = day("2026-01-01"); today < day("2027-06-01"); today = today + 1) always.push_back(today);
  const Holidays holidays{always};
  const Window shut = window("every day 10:00 to 16:00, not on a holiday");
  const Instant t = in_london("2026-01-01 12:00");
  CHECK_FALSE(next_opening(shut, t, zone, holidays).has_value());
  CHECK_FALSE(next_open_instant(shut, t, zone, holidays).has_value());
}

TEST_CASE(
    "E23: at each half-hour of two years a window is open, opens next and closes as a wall calendar says") {
  const Zone zone = london();
  const Holidays holidays = bank_holidays();
  sweep(window(kDelete), zone, holidays);
  sweep(window("Saturday to Monday 06:30 to 22:00, not on a holiday"), zone, holidays);
  sweep(window("every day 03:00 to 23:30"), zone, holidays);
}

}  // namespace lapse::schedules::tests
