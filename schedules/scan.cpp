#include "schedules/scan.h"

#include <algorithm>
#include <chrono>

namespace lapse::schedules {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

bool Scanner::take(std::string_view literal) {
  if (!rest_.starts_with(literal)) return false;
  rest_.remove_prefix(literal.size());
  return true;
}

std::optional<int> Scanner::digits(std::size_t count) {
  if (rest_.size() < count) return std::nullopt;
  int value = 0;
  for (const char c : rest_.substr(0, count)) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  rest_.remove_prefix(count);
  return value;
}

std::size_t Scanner::skip_digits() {
  const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_digit);
  const auto count = static_cast<std::size_t>(end - rest_.begin());
  rest_.remove_prefix(count);
  return count;
}

std::optional<Day> scan_day(Scanner& scanner) {
  const auto year = scanner.digits(4);
  if (!year || *year == 0 || !scanner.take("-")) return std::nullopt;
  const auto month = scanner.digits(2);
  if (!month || !scanner.take("-")) return std::nullopt;
  const auto day = scanner.digits(2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return Day{static_cast<std::int32_t>(std::chrono::sys_days{date}.time_since_epoch().count())};
}

std::optional<TimeOfDay> scan_time_of_day(Scanner& scanner) {
  const auto hour = scanner.digits(2);
  if (!hour || *hour > 23 || !scanner.take(":")) return std::nullopt;
  const auto minute = scanner.digits(2);
  if (!minute || *minute > 59) return std::nullopt;
  return TimeOfDay{*hour * 60 + *minute};
}

std::optional<Weekday> scan_weekday(Scanner& scanner) {
  for (int i = 0; i < 7; ++i) {
    const auto weekday = static_cast<Weekday>(i);
    if (scanner.take(to_string(weekday))) return weekday;
  }
  return std::nullopt;
}

std::string padded(int value, std::size_t width) {
  const std::string digits = std::to_string(value);
  return std::string(width - std::min(width, digits.size()), '0') + digits;
}

}  // namespace lapse::schedules
