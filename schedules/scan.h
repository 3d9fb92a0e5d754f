// Strict reading and fixed-width writing of the small texts in this folder: ASCII only, no locale, any bytes.
// Internal to schedules/; others call the parse_ functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "schedules/day.h"

namespace lapse::schedules {

// Reads a text from left to right. After a failed read the rest is unspecified: give up.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }
  bool take(std::string_view literal);           // consumes it, or nothing
  std::optional<int> digits(std::size_t count);  // exactly `count`, at most 9
  std::size_t skip_digits();                     // how many there were

 private:
  std::string_view rest_;
};

std::optional<Day> scan_day(Scanner& scanner);                // "2026-04-01"
std::optional<TimeOfDay> scan_time_of_day(Scanner& scanner);  // "06:30"
std::optional<Weekday> scan_weekday(Scanner& scanner);        // "Monday"

// `value`, not negative, with zeros in front.
std::string padded(int value, std::size_t width);

}  // namespace lapse::schedules
