#include "schedules/span.h"

#include <doctest/doctest.h>

namespace lapse::schedules::tests {

using std::string_view_literals::operator""sv;

TEST_CASE("a span keeps the unit that the policy wrote") {
  CHECK(parse_span("90 days") == Span{90, Unit::days});
  CHECK(parse_span("1 day") == Span{1, Unit::days});
  CHECK(parse_span("720 hours") == Span{720, Unit::hours});
  CHECK(parse_span("1 hour") == Span{1, Unit::hours});
  CHECK(parse_span("18 months") == Span{18, Unit::months});
  CHECK(parse_span("100000 days") == Span{100000, Unit::days});
  for (const std::string_view text : {"1 day", "90 days", "720 hours", "18 months", "1 month"}) {
    CHECK(to_string(parse_span(text).value()) == text);
  }
}

TEST_CASE("a span without a unit, or one that is not written plainly, is refused") {
  for (const std::string_view text : {
           ""sv,
           "90"sv,
           "days"sv,
           " days"sv,
           "0 days"sv,
           "-1 days"sv,
           "+1 day"sv,
           "1 days"sv,
           "2 day"sv,
           "090 days"sv,
           "90  days"sv,
           "90days"sv,
           "90\tdays"sv,
           "90 days "sv,
           " 90 days"sv,
           "90 Days"sv,
           "90 d"sv,
           "90.5 days"sv,
           "9e1 days"sv,
           "0x5A days"sv,
           "90 weeks"sv,
           "90 years"sv,
           "90 days\n"sv,
           "90 days\0"sv,
           "90\0 days"sv,
           "90 \0days"sv,
           "100001 days"sv,
           "2147483648 days"sv,
           "99999999999999 days"sv,
           "18446744073709551617 days"sv,
           "ninety days"sv,
           "\xEF\xBC\x99 days"sv,
           "90\xC2\xA0"
           "days"sv,
       }) {
    CAPTURE(text);
    CHECK_FALSE(parse_span(text).has_value());
  }
}

}  // namespace lapse::schedules::tests
