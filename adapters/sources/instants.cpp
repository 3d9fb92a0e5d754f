#include "adapters/sources/instants.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "engine/intake.h"
#include "rules/diagnostic_findings.h"
#include "schedules/day.h"

namespace lapse::adapters::sources {
namespace {

using engine::SourceError;
using schedules::Instant;

constexpr Instant kEarliest{
    631152000};  // 1990-01-01: mail accounts are younger, "never" is often written as year 1
constexpr std::int64_t kSlack = schedules::kSecondsPerDay;  // for clocks and zones that are wrong by hours
constexpr std::string_view kIsoFormats[] = {"%Y-%m-%dT%H:%M[:%S]", "%Y-%m-%d %H:%M[:%S]"};
constexpr std::string_view kLetters = "dmYHMSIp";
constexpr int kMorning = 1;
constexpr int kAfternoon = 2;
constexpr std::string_view kNarrowSpaces[] = {"\u202F", "\u00A0"};  // which .NET writes before AM and PM

// "%H:%M[:%S]" is "%H:%M" and "%H:%M:%S".
std::vector<std::string> written_out(std::string_view format) {
  const std::size_t open = format.find('[');
  const std::size_t close = format.find(']');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) {
    return {std::string{format}};
  }
  const std::string before{format.substr(0, open)};
  const std::string after{format.substr(close + 1)};
  return {before + after, before + std::string{format.substr(open + 1, close - open - 1)} + after};
}

std::string wrong_with_pattern(std::string_view pattern) {
  std::array<int, kLetters.size()> times{};
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] == '[' || pattern[at] == ']') return "has unpaired brackets";
    if (pattern[at] != '%') continue;
    const std::size_t letter = ++at < pattern.size() ? kLetters.find(pattern[at]) : std::string_view::npos;
    if (letter == std::string_view::npos) return "knows only %d %m %Y %H %M %S, and %I with %p";
    if (++times[letter] > 1) return fmt::format("has %{} twice", pattern[at]);
  }
  const auto has = [&](char letter) { return times[kLetters.find(letter)] > 0; };
  if (has('I') != has('p')) return "needs %I and %p together: 01 to 12, and AM or PM";
  if (has('H') && has('I')) return "has %H and %I; one of them says the hour";
  for (const char letter : std::string_view{"dmYHM"}) {
    if (!has(letter) && !(letter == 'H' && has('I'))) return fmt::format("needs %{}", letter);
  }
  return {};
}

// Takes up to `most` digits off the front of `text`.
std::optional<int> take_digits(std::string_view& text, std::size_t least, std::size_t most) {
  int value = 0;
  std::size_t count = 0;
  while (count < most && count < text.size() && text[count] >= '0' && text[count] <= '9') {
    value = value * 10 + (text[count++] - '0');
  }
  if (count < least) return std::nullopt;
  text.remove_prefix(count);
  return value;
}

bool take_literal(std::string_view& text, char wanted) {
  if (text.starts_with(wanted)) {
    text.remove_prefix(1);
    return true;
  }
  for (const std::string_view space : kNarrowSpaces) {
    if (wanted != ' ' || !text.starts_with(space)) continue;
    text.remove_prefix(space.size());
    return true;
  }
  return false;
}

std::optional<int> take_half_of_day(std::string_view& text) {
  const bool afternoon = text.starts_with("PM") || text.starts_with("pm");
  if (!afternoon && !text.starts_with("AM") && !text.starts_with("am")) return std::nullopt;
  text.remove_prefix(2);
  return afternoon ? kAfternoon : kMorning;
}

// The value of one letter of a pattern.
std::optional<int> take_part(std::string_view& text, char letter) {
  if (letter == 'p') return take_half_of_day(text);
  if (letter == 'Y') return take_digits(text, 4, 4);
  const bool short_form = letter == 'd' || letter == 'm' || letter == 'H' || letter == 'I';
  const auto value = take_digits(text, short_form ? 1 : 2, 2);
  return letter == 'I' && value == 0 ? std::nullopt : value;
}

bool looks_like_day_and_month(std::string_view text) {
  const auto first = take_digits(text, 1, 2);
  if (!first || !(text.starts_with('/') || text.starts_with('.') || text.starts_with('-'))) return false;
  text.remove_prefix(1);
  const auto second = take_digits(text, 1, 2);
  return second && *first <= 12 && *second <= 12 && !text.empty() &&
         (text[0] == '/' || text[0] == '.' || text[0] == '-');
}

}  // namespace

InstantReader::InstantReader(const SourceSpec& source, Instant as_of)
    : format_(source.instant_format), as_of_(as_of) {
  const auto fail = [&](const std::string& what) {
    throw SourceError("source " + source.name + ": " + what);
  };
  if (!source.zone.empty()) {
    zone_ = schedules::Zone::find(source.zone);
    if (!zone_) fail("zone: " + rules::quote(source.zone) + " is no time zone; write one like Europe/London");
    for (const std::string_view format : kIsoFormats) {
      for (std::string& pattern : written_out(format)) patterns_.push_back(std::move(pattern));
    }
  }
  if (format_.empty()) return;
  if (!zone_) fail("instant_format needs a zone; write one like Europe/London");
  patterns_ = written_out(format_);
  for (const std::string& pattern : patterns_) {
    const std::string wrong = wrong_with_pattern(pattern);
    if (!wrong.empty()) fail("instant_format: " + rules::quote(format_) + " " + wrong);
  }
}

std::string InstantReader::read_planned(std::string_view text, Instant& instant) const {
  if (text.empty()) return "is empty";
  const auto parsed = parse(text);
  if (!parsed) return not_an_instant(text);
  if (*parsed < kEarliest) return schedules::to_string(*parsed) + " is before 1990";
  instant = *parsed;
  return {};
}

std::string InstantReader::read(std::string_view text, Instant& instant) const {
  const std::string wrong = read_planned(text, instant);
  if (!wrong.empty() || instant <= as_of_ + kSlack) return wrong;
  return schedules::to_string(instant) + " is in the future of " + schedules::to_string(as_of_);
}

bool InstantReader::is_absurd(std::string_view text) const {
  const auto parsed = parse(text);
  return parsed && (*parsed < kEarliest || *parsed > as_of_ + kSlack);
}

std::optional<Instant> InstantReader::parse(std::string_view text) const {
  if (format_.empty()) {
    if (const auto instant = schedules::parse_instant(text)) return instant;
  }
  for (const std::string& pattern : patterns_) {
    if (const auto instant = parse_wall_clock(text, pattern)) return instant;
  }
  return std::nullopt;
}

std::optional<Instant> InstantReader::parse_wall_clock(std::string_view text,
                                                       std::string_view pattern) const {
  std::array<int, kLetters.size()> values{};
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] != '%') {
      if (!take_literal(text, pattern[at])) return std::nullopt;
      continue;
    }
    const char letter = pattern[++at];
    const auto value = take_part(text, letter);
    if (!value) return std::nullopt;
    values[kLetters.find(letter)] = *value;
  }
  const auto [day_of_month, month, year, hour_of_day, minute, second, hour_of_half, half] = values;
  if (hour_of_half > 12) return std::nullopt;
  const int hour = half == 0 ? hour_of_day : hour_of_half % 12 + (half == kAfternoon ? 12 : 0);
  const auto day = schedules::parse_day(fmt::format("{:04}-{:02}-{:02}", year, month, day_of_month));
  if (!text.empty() || !day || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return zone_->at(*day, schedules::TimeOfDay{hour * 60 + minute}) + second;
}

std::string InstantReader::not_an_instant(std::string_view text) const {
  const std::string quoted = rules::quote(text);
  if (!format_.empty()) return quoted + " does not fit the instant_format " + rules::quote(format_);
  if (looks_like_day_and_month(text)) {
    return quoted + " may have the day or the month first; set instant_format and zone";
  }
  if (schedules::parse_instant(std::string{text} + "Z")) {
    return quoted + " has no offset; write it with Z or +01:00, or set zone";
  }
  return quoted + " is not an instant; write it like 2025-12-31T00:00:00Z";
}

}  // namespace lapse::adapters::sources
