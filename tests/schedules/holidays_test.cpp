#include "schedules/holidays.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "tests/schedules/support.h"

namespace lapse::schedules::tests {

TEST_CASE("holidays are a set of days, in whatever order they came") {
  const Holidays holidays{{day("2026-12-25"), day("2026-01-01"), day("2026-12-25")}};
  CHECK(holidays.count() == 2);
  CHECK(holidays.contains(day("2026-01-01")));
  CHECK(holidays.contains(day("2026-12-25")));
  CHECK_FALSE(holidays.contains(day("2026-12-26")));
  CHECK(holidays.last() == day("2026-12-25"));
}

TEST_CASE("a calendar without holidays knows none and ends nowhere") {
  const Holidays none;
  CHECK(none.count() == 0);
  CHECK_FALSE(none.contains(day("2026-12-25")));
  CHECK_FALSE(none.last().has_value());
}

TEST_CASE("E23: the shipped calendar has every year's bank holidays, in order and never at a weekend") {
  const std::vector<Day> days = shipped_bank_holidays();
  CHECK(std::is_sorted(days.begin(), days.end()));
  std::map<std::string, int> per_year;
  for (const Day holiday : days) {
    CAPTURE(in_words(holiday));
    CHECK(weekday_of(holiday) < Weekday::saturday);
    ++per_year[to_string(holiday).substr(0, 4)];
  }
  CHECK(per_year.size() == 14);
  for (const auto& [year, count] : per_year) {
    CAPTURE(year);
    CHECK(count == (year == "2022" ? 10 : year == "2023" ? 9 : 8));
  }
  CHECK(Holidays{days}.count() == days.size());
  CHECK(Holidays{days}.last() == day("2032-12-28"));
}

TEST_CASE("E23: the shipped calendar has Easter, the substitutes and the days that were proclaimed") {
  const Holidays holidays{shipped_bank_holidays()};
  for (const std::string_view holiday :
       {"2019-04-19", "2019-04-22", "2020-05-08", "2021-12-27", "2021-12-28", "2022-01-03", "2022-06-02",
        "2022-06-03", "2022-09-19", "2022-12-27", "2023-05-08", "2024-03-29", "2024-04-01", "2025-04-18",
        "2026-04-03", "2026-04-06", "2026-08-31", "2026-12-28", "2027-03-26", "2028-01-03", "2032-12-28"}) {
    CAPTURE(holiday);
    CHECK(holidays.contains(day(holiday)));
  }
  for (const std::string_view working_day : {"2020-05-04", "2022-05-30", "2026-12-29", "2028-01-04"}) {
    CAPTURE(working_day);
    CHECK_FALSE(holidays.contains(day(working_day)));
  }
}

}  // namespace lapse::schedules::tests
