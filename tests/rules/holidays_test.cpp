#include <doctest/doctest.h>

#include "tests/rules/policy_text.h"

namespace lapse::rules::tests {
namespace {

std::string problems_with(const std::string& text, const std::string& division = "england-and-wales") {
  Diagnostics diagnostics;
  const auto holidays = parse_holidays(text, "h.json", division, diagnostics);
  CHECK(holidays.has_value() == diagnostics.empty());
  return rendered(diagnostics, text);
}

constexpr const char* kTwoDivisions = R"({
  "england-and-wales": {"division": "england-and-wales", "events": [
    {"title": "New Year\u2019s Day", "date": "2026-01-01", "notes": "", "bunting": true},
    {"title": "Good Friday", "date": "2026-04-03", "notes": "", "bunting": false}]},
  "scotland": {"division": "scotland", "events": [
    {"title": "2nd January", "date": "2026-01-02", "notes": "", "bunting": true}]}})";

}  // namespace

TEST_CASE("one division of the government's file becomes a calendar") {
  Diagnostics diagnostics;
  const auto england = parse_holidays(kTwoDivisions, "h.json", "england-and-wales", diagnostics);
  REQUIRE(england);
  CHECK(england->count() == 2);
  CHECK(england->contains(*schedules::parse_day("2026-04-03")));
  CHECK_FALSE(england->contains(*schedules::parse_day("2026-01-02")));
  const auto scotland = parse_holidays(kTwoDivisions, "h.json", "scotland", diagnostics);
  REQUIRE(scotland);
  CHECK(to_string(*scotland->last()) == "2026-01-02");
}

TEST_CASE("the shipped calendar is read") {
  CHECK(problems_with(shipped("schedules/holidays/england-and-wales.json")) == "");
}

TEST_CASE("a division that the file does not have is named with the nearest") {
  CHECK(problems_with(kTwoDivisions, "scotlnd") == R"(h.json:1:1: no holidays for 'scotlnd'
  1 | {
    | ^
  help: did you mean 'scotland'?
)");
  CHECK(problems_with(kTwoDivisions, "france").find("the file has: england-and-wales, scotland") !=
        std::string::npos);
}

TEST_CASE("days that no calendar has are shown, all of them") {
  CHECK(problems_with("scotland: { events: [{ date: 2026-02-30 }, { date: 2026-01-01 }, { date: 1/1/26 }] }",
                      "scotland") == R"(h.json:1:30: '2026-02-30' is not a day of the calendar
  1 | scotland: { events: [{ date: 2026-02-30 }, { date: 2026-01-01 }, { date: 1/1/26 }] }
    |                              ^^^^^^^^^^
  help: write it as 2026-12-25
h.json:1:74: '1/1/26' is not a day of the calendar
  1 | scotland: { events: [{ date: 2026-02-30 }, { date: 2026-01-01 }, { date: 1/1/26 }] }
    |                                                                          ^^^^^^
  help: write it as 2026-12-25
)");
}

TEST_CASE("another shape is refused") {
  CHECK(problems_with("[]").find("this is not a file of holidays") != std::string::npos);
  for (const char* shape : {"england-and-wales: 2026-01-01", "england-and-wales: { events: [] }",
                            "england-and-wales: { events: 2026-01-01 }", "england-and-wales: { days: [] }"}) {
    CAPTURE(shape);
    CHECK(problems_with(shape).find("a list of 'events' belongs here") != std::string::npos);
  }
  CHECK(problems_with("england-and-wales: { events: [2026-01-01] }").find("a holiday without a 'date'") !=
        std::string::npos);
  CHECK(problems_with("").find("the file is empty") != std::string::npos);
}

}  // namespace lapse::rules::tests
