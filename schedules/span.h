// A length of time with the unit the policy wrote. Days are local calendar days, hours are exact; the two are
// never converted into each other, and months exist only for the limits of holds.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lapse::schedules {

enum class Unit { hours, days, months };

struct Span {
  int count = 0;
  Unit unit = Unit::days;
  friend bool operator==(Span, Span) = default;
};

// "1 day", "90 days", "720 hours", "18 months"; 1 to 100000, written as to_string writes it. nullopt for
// anything else, a bare number and "1 days" included.
std::optional<Span> parse_span(std::string_view text);
std::string to_string(Span span);  // "90 days", "1 day"

}  // namespace lapse::schedules
