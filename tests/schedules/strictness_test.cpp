// Every parser here accepts only what it would print. Each sample is changed at every place, by every byte;
// the copies are exactly as long as the text, so that an address sanitizer sees any read beyond it.
#include <doctest/doctest.h>

#include <functional>
#include <optional>

#include "schedules/cadence.h"
#include "schedules/day.h"
#include "schedules/instant.h"
#include "schedules/span.h"
#include "schedules/window.h"

namespace lapse::schedules::tests {
namespace {

using Reprint = std::function<std::optional<std::string>(std::string_view)>;

template <typename Value>
Reprint reprint(std::optional<Value> (*parse)(std::string_view)) {
  return [parse](std::string_view text) -> std::optional<std::string> {
    const auto value = parse(text);
    if (!value) return std::nullopt;
    return std::string{to_string(*value)};
  };
}

void check_one(const Reprint& reprinted, const std::string& text) {
  const std::vector<char> exact(text.begin(), text.end());
  const auto printed = reprinted(std::string_view{exact.data(), exact.size()});
  if (printed && *printed != text) FAIL("\"" << text << "\" was read as \"" << *printed << "\"");
}

void check_neighbours(const Reprint& reprinted, const std::string& sample) {
  CAPTURE(sample);
  REQUIRE(reprinted(sample) == sample);
  for (std::size_t at = 0; at <= sample.size(); ++at) {
    check_one(reprinted, sample.substr(0, at));
    check_one(reprinted, sample.substr(at));
    for (int byte = 0; byte < 256; ++byte) {
      const std::string other(1, static_cast<char>(byte));
      check_one(reprinted, std::string{sample}.insert(at, other));
      check_one(reprinted, std::string{sample}.replace(at, 1, other));
    }
  }
}

}  // namespace

TEST_CASE("whatever the bytes, a text is refused or printed again exactly") {
  check_neighbours(reprint(&parse_instant), "2026-01-05T06:30:59Z");
  check_neighbours(reprint(&parse_day), "2024-02-29");
  check_neighbours(reprint(&parse_time_of_day), "19:59");
  check_neighbours(reprint(&parse_weekday), "Wednesday");
  check_neighbours(reprint(&parse_span), "100000 days");
  check_neighbours(reprint(&parse_span), "1 month");
  check_neighbours(reprint(&parse_window),
                   "Monday to Thursday 10:00 to 16:00, not on or just before a holiday");
  check_neighbours(reprint(&parse_window), "every day 00:00 to 23:59, not on a holiday");
  check_neighbours(reprint(&parse_cadence), "every Monday at 06:30");
}

}  // namespace lapse::schedules::tests
