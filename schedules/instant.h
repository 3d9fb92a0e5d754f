// An instant: UTC whole seconds since 1970, the only time type that is stored or compared.
//
// Text is RFC 3339. Printing always gives UTC with a `Z`; parsing takes any offset and drops fractions of a
// second (Entra exports carry seven digits). A text without an offset is refused: it would be a guess.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lapse::schedules {

inline constexpr std::int64_t kSecondsPerHour = 3600;
inline constexpr std::int64_t kSecondsPerDay = 86400;

struct Instant {
  std::int64_t seconds = 0;
  friend auto operator<=>(Instant, Instant) = default;
};

constexpr Instant operator+(Instant t, std::int64_t seconds) {
  return {t.seconds + seconds};
}
constexpr Instant operator-(Instant t, std::int64_t seconds) {
  return {t.seconds - seconds};
}
constexpr std::int64_t operator-(Instant a, Instant b) {
  return a.seconds - b.seconds;
}

// "2026-01-05T00:00:00Z", "2026-01-05T01:00:00.1234567+01:00". Years 0001 to 9999, in the text and in UTC;
// capital T and Z; no leap second. nullopt for anything else.
std::optional<Instant> parse_instant(std::string_view text);

// "2026-01-05T00:00:00Z". Outside those years "@" and the seconds, which does not parse.
std::string to_string(Instant instant);

}  // namespace lapse::schedules
