#include "schedules/span.h"

#include <array>
#include <charconv>

namespace lapse::schedules {
namespace {

constexpr int kLongest = 100000;

struct UnitName {
  Unit unit;
  std::string_view one;
  std::string_view many;
};

constexpr std::array<UnitName, 3> kUnits = {{
    {Unit::hours, " hour", " hours"},
    {Unit::days, " day", " days"},
    {Unit::months, " month", " months"},
}};

}  // namespace

std::optional<Span> parse_span(std::string_view text) {
  Span span;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), span.count);
  if (error != std::errc{} || span.count < 1 || span.count > kLongest) return std::nullopt;
  for (const UnitName& name : kUnits) {
    span.unit = name.unit;
    // Only the text that we would print: no leading zeros, no "1 days".
    if (to_string(span) == text) return span;
  }
  return std::nullopt;
}

std::string to_string(Span span) {
  const UnitName& name = kUnits.at(static_cast<std::size_t>(span.unit));
  return std::to_string(span.count) + std::string{span.count == 1 ? name.one : name.many};
}

}  // namespace lapse::schedules
