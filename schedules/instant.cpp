#include "schedules/instant.h"

#include <chrono>

#include "schedules/day.h"
#include "schedules/scan.h"

namespace lapse::schedules {
namespace {

constexpr Instant midnight_utc(int year, unsigned month, unsigned day) {
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                         std::chrono::day{day}};
  return Instant{std::chrono::sys_days{date}.time_since_epoch().count() * kSecondsPerDay};
}

constexpr Instant kYear1 = midnight_utc(1, 1, 1);
constexpr Instant kYear10000 = midnight_utc(10000, 1, 1);

bool has_text(Instant instant) {
  return kYear1 <= instant && instant < kYear10000;
}

bool skip_fraction(Scanner& scanner) {
  return !scanner.take(".") || scanner.skip_digits() > 0;
}

// Seconds east of UTC.
std::optional<int> scan_offset(Scanner& scanner) {
  if (scanner.take("Z")) return 0;
  const bool east = scanner.take("+");
  if (!east && !scanner.take("-")) return std::nullopt;
  const auto distance = scan_time_of_day(scanner);
  if (!distance) return std::nullopt;
  return (east ? 60 : -60) * distance->minutes;
}

}  // namespace

std::optional<Instant> parse_instant(std::string_view text) {
  Scanner scanner{text};
  const auto day = scan_day(scanner);
  if (!day || !scanner.take("T")) return std::nullopt;
  const auto time = scan_time_of_day(scanner);
  if (!time || !scanner.take(":")) return std::nullopt;
  const auto second = scanner.digits(2);
  if (!second || *second > 59 || !skip_fraction(scanner)) return std::nullopt;
  const auto offset = scan_offset(scanner);
  if (!offset || !scanner.at_end()) return std::nullopt;

  const Instant instant{day->number * kSecondsPerDay + time->minutes * 60 + *second - *offset};
  // An offset can push the first or last day out of the years that to_string writes and this function reads.
  if (!has_text(instant)) return std::nullopt;
  return instant;
}

std::string to_string(Instant instant) {
  if (!has_text(instant)) return "@" + std::to_string(instant.seconds);
  const std::chrono::sys_seconds time{std::chrono::seconds{instant.seconds}};
  const auto midnight = std::chrono::floor<std::chrono::days>(time);
  const Day day{static_cast<std::int32_t>(midnight.time_since_epoch().count())};
  const auto second = static_cast<int>((time - midnight).count());
  return to_string(day) + "T" + to_string(TimeOfDay{second / 60}) + ":" + padded(second % 60, 2) + "Z";
}

}  // namespace lapse::schedules
