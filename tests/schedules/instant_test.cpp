#include "schedules/instant.h"

#include <doctest/doctest.h>

#include <limits>
#include <utility>

#include "tests/schedules/support.h"

namespace lapse::schedules::tests {

using std::string_view_literals::operator""sv;

TEST_CASE("an instant is read with any offset and printed in UTC") {
  const std::pair<std::string_view, std::string_view> readings[] = {
      {"1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"},
      {"2026-01-05T01:00:00+01:00", "2026-01-05T00:00:00Z"},
      {"2026-01-05T01:00:00-05:30", "2026-01-05T06:30:00Z"},
      {"2026-01-05T00:00:00-00:00", "2026-01-05T00:00:00Z"},
      {"2026-01-01T00:30:00+01:00", "2025-12-31T23:30:00Z"},
      {"2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z"},
      {"2026-01-05T23:59:59.9999999Z", "2026-01-05T23:59:59Z"},
      {"2026-01-05T00:00:00.0123456789012345678901234567890+00:00", "2026-01-05T00:00:00Z"},
      {"1969-12-31T23:59:59.9Z", "1969-12-31T23:59:59Z"},
      {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
      {"9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"},
  };
  for (const auto& [text, printed] : readings) {
    CAPTURE(text);
    const auto read = parse_instant(text);
    REQUIRE(read.has_value());
    CHECK(to_string(*read) == printed);
  }
  CHECK(instant("1970-01-02T00:00:01Z").seconds == 86401);
  CHECK(instant("1969-12-31T23:59:59Z").seconds == -1);
}

TEST_CASE("a text that is not an instant is refused, not guessed") {
  for (const std::string_view text : {
           ""sv,
           "Z"sv,
           "2026-01-05"sv,
           "2026-01-05T00:00:00"sv,
           "2026-01-05 00:00:00Z"sv,
           "2026-01-05t00:00:00z"sv,
           "2026-01-05T00:00Z"sv,
           "2026-01-05T00:00:00.Z"sv,
           "2026-01-05T00:00:00,5Z"sv,
           "2026-01-05T00:00:60Z"sv,
           "2026-01-05T24:00:00Z"sv,
           "2026-01-05T23:60:00Z"sv,
           "2026-02-29T00:00:00Z"sv,
           "2026-13-01T00:00:00Z"sv,
           "2026-00-01T00:00:00Z"sv,
           "0000-01-01T00:00:00Z"sv,
           "10000-01-01T00:00:00Z"sv,
           "-2026-01-01T00:00:00Z"sv,
           "+026-01-01T00:00:00Z"sv,
           "2026-01-05T00:00:00+0100"sv,
           "2026-01-05T00:00:00+1:00"sv,
           "2026-01-05T00:00:00+24:00"sv,
           "2026-01-05T00:00:00+01:60"sv,
           "2026-01-05T00:00:00+01:00Z"sv,
           "2026-01-05T00:00:00 Z"sv,
           "2026-01-05T00:00:00Z "sv,
           " 2026-01-05T00:00:00Z"sv,
           "2026-01-05T00:00:00Z\n"sv,
           "2026-01-05T00:00:00Z\0"sv,
           "2026-01-05\0T00:00:00Z"sv,
           "2026-01-05T00:00:00\xC2\xA0Z"sv,
           "0001-01-01T00:59:59+01:00"sv,
           "9999-12-31T23:00:00-01:00"sv,
       }) {
    CAPTURE(text);
    CHECK_FALSE(parse_instant(text).has_value());
  }
}

TEST_CASE("an instant beyond the calendar prints as seconds, which nobody reads back as a date") {
  const Instant first_without_text = instant("9999-12-31T23:59:59Z") + 1;
  CHECK(to_string(first_without_text) == "@253402300800");
  CHECK(to_string(Instant{std::numeric_limits<std::int64_t>::max()}) == "@9223372036854775807");
  CHECK(to_string(Instant{std::numeric_limits<std::int64_t>::min()}) == "@-9223372036854775808");
  CHECK_FALSE(parse_instant("@253402300800").has_value());
}

}  // namespace lapse::schedules::tests
