#include "adapters/sql/watermark.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>

#include "schedules/day.h"
#include "schedules/instant.h"

namespace lapse::adapters::sql {
namespace {

constexpr std::int64_t kNumbers = 10'000;
constexpr std::int64_t kSeconds = 2 * schedules::kSecondsPerHour;
constexpr std::size_t kDayBytes = 10;     // 2026-01-05
constexpr std::size_t kMomentBytes = 19;  // 2026-01-05 10:00:00

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end == text.data()) return std::nullopt;
  // What is behind the point does not matter so much earlier.
  const std::string_view rest{end, static_cast<std::size_t>(text.data() + text.size() - end)};
  const bool decimals = rest.starts_with('.') && rest.find_first_not_of("0123456789", 1) == rest.npos;
  return rest.empty() || decimals ? std::optional{value} : std::nullopt;
}

bool is_offset(std::string_view text) {
  return text.empty() || text == "Z" || text.find_first_not_of("+-:0123456789") == text.npos;
}

}  // namespace

std::optional<std::string> read_again_from(std::string_view watermark) {
  if (const auto number = number_in(watermark)) return std::to_string(*number - kNumbers);
  const auto day = schedules::parse_day(watermark.substr(0, kDayBytes));
  if (!day) return std::nullopt;
  if (watermark.size() == kDayBytes) return fmt::format("'{}'", schedules::to_string(*day + -1));
  if (watermark.size() < kMomentBytes) return std::nullopt;
  const char between = watermark[kDayBytes];
  std::string moment{watermark.substr(0, kMomentBytes)};
  moment[kDayBytes] = 'T';
  const auto wall_clock = schedules::parse_instant(moment + "Z");
  std::string_view rest = watermark.substr(kMomentBytes);
  if (rest.starts_with('.')) {
    const std::size_t end = rest.find_first_not_of("0123456789", 1);
    rest.remove_prefix(end == rest.npos ? rest.size() : end);
  }
  if (!wall_clock || (between != ' ' && between != 'T') || !is_offset(rest)) return std::nullopt;
  std::string earlier = schedules::to_string(*wall_clock - kSeconds);
  earlier.pop_back();
  earlier[kDayBytes] = between;
  return fmt::format("'{}{}'", earlier, rest);
}

}  // namespace lapse::adapters::sql
