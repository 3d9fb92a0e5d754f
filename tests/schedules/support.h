// What the tests of schedules/ share: short ways to name a time, and the files that are shipped.
#pragma once

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "schedules/day.h"
#include "schedules/holidays.h"
#include "schedules/instant.h"
#include "schedules/zone.h"

namespace lapse::schedules::tests {

inline Instant instant(std::string_view text) {
  return parse_instant(text).value();
}
inline Day day(std::string_view text) {
  return parse_day(text).value();
}
inline Zone zone(std::string_view name) {
  return Zone::find(name).value();
}
inline Zone london() {
  return zone("Europe/London");
}

// "2026-01-01 10:00" on London's wall clocks.
inline Instant in_london(std::string_view text) {
  return london().at(day(text.substr(0, 10)), parse_time_of_day(text.substr(11)).value());
}

// A file of the source tree.
inline std::string shipped(const std::string& path) {
  std::ifstream file{std::string{LAPSE_SOURCE_DIR} + "/" + path};
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>{file}, {}};
}

// The dates of the shipped calendar in the order of the file.
inline std::vector<Day> shipped_bank_holidays() {
  const std::string text = shipped("schedules/holidays/england-and-wales.json");
  const std::string key = "\"date\": \"";
  std::vector<Day> days;
  for (auto at = text.find(key); at != std::string::npos; at = text.find(key, at + 1)) {
    days.push_back(day(std::string_view{text}.substr(at + key.size(), 10)));
  }
  return days;
}

}  // namespace lapse::schedules::tests
