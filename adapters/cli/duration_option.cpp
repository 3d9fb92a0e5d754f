#include "adapters/cli/duration_option.h"

#include <charconv>

#include "adapters/cli/failure.h"
#include "schedules/instant.h"

namespace lapse::adapters::cli {
namespace {

std::int64_t seconds_of(char unit) {
  switch (unit) {
    case 's':
      return 1;
    case 'm':
      return schedules::kSecondsPerHour / 60;
    case 'h':
      return schedules::kSecondsPerHour;
    default:
      return 0;
  }
}

}  // namespace

std::int64_t parse_duration_option(const std::string& option, const std::string& text) {
  if (text.empty()) return 0;
  const char* end = text.data() + text.size() - 1;
  std::int32_t count = 0;
  const auto [rest, error] = std::from_chars(text.data(), end, count);
  const std::int64_t seconds = count * seconds_of(*end);
  if (error == std::errc() && rest == end && seconds > 0 && seconds <= schedules::kSecondsPerDay)
    return seconds;
  throw Refusal(ExitCode::usage, option + ": '" + text +
                                     "' is not a length of time up to a day; write it like 90s, 10m or 2h");
}

}  // namespace lapse::adapters::cli
