// schedules/README.md explains by tables; this executes them. A table is known by its heading.
#include <doctest/doctest.h>

#include <map>
#include <sstream>

#include "schedules/bound.h"
#include "schedules/cadence.h"
#include "schedules/span.h"
#include "schedules/window.h"
#include "tests/schedules/support.h"

namespace lapse::schedules::tests {
namespace {

using Cells = std::vector<std::string>;

Cells cells_of(const std::string& line) {
  Cells cells;
  std::istringstream rest{line.substr(1)};
  for (std::string cell; std::getline(rest, cell, '|');) {
    const auto first = cell.find_first_not_of(' ');
    const auto last = cell.find_last_not_of(' ');
    cells.push_back(first == std::string::npos ? "" : cell.substr(first, last - first + 1));
  }
  return cells;
}

std::string read_as(const Cells& row) {
  const auto read = parse_instant(row[0]);
  return read ? to_string(*read) : "refused";
}

std::string local_time(const Cells& row) {
  return london().local(instant(row[0]));
}

std::string instant_of_wall_clock(const Cells& row) {
  return to_string(in_london(row[0]));
}

std::string over_from(const Cells& row) {
  const Span span = parse_span(row[0]).value();
  REQUIRE(span.unit == Unit::days);
  return london().local(first_instant_over(in_london(row[1]), span.count, london()));
}

std::string restorable_until(const Cells& row) {
  const Span span = parse_span(row[0]).value();
  REQUIRE(span.unit == Unit::hours);
  return london().local(end_of_hours(in_london(row[1]), span.count));
}

std::string opening(const Cells& row) {
  const Holidays holidays{shipped_bank_holidays()};
  const Window window = parse_window(row[0]).value();
  return london().local(next_opening(window, in_london(row[1]), london(), holidays).value());
}

std::string look(const Cells& row) {
  return london().local(next_after(parse_cadence(row[0]).value(), in_london(row[1]), london()));
}

// By the heading of the last column: what a row's other cells give.
const std::map<std::string, std::string (*)(const Cells&)> kAnswers = {
    {"read as", read_as},
    {"local time", local_time},
    {"instant", instant_of_wall_clock},
    {"over from", over_from},
    {"restorable until", restorable_until},
    {"next opening", opening},
    {"next look", look},
};

}  // namespace

TEST_CASE("the README of schedules tells the truth") {
  std::istringstream readme{shipped("schedules/README.md")};
  std::string heading;
  std::map<std::string, int> rows;
  for (std::string line; std::getline(readme, line);) {
    if (!line.starts_with("|")) {
      heading.clear();
    } else if (heading.empty()) {
      heading = cells_of(line).back();
    } else if (!line.starts_with("|-") && heading != "answers") {
      CAPTURE(line);
      REQUIRE(kAnswers.contains(heading));
      CHECK(kAnswers.at(heading)(cells_of(line)) == cells_of(line).back());
      ++rows[heading];
    }
  }
  CHECK(rows.size() == kAnswers.size());
}

}  // namespace lapse::schedules::tests
