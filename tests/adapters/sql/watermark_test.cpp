#include "adapters/sql/watermark.h"

#include <doctest/doctest.h>

using lapse::adapters::sql::read_again_from;

TEST_CASE("what changed shortly before the watermark is read again, written as the watermark is") {
  CHECK(read_again_from("1767603600") == "1767593600");
  CHECK(read_again_from("42") == "-9958");
  CHECK(read_again_from("123456.75") == "113456");
  CHECK(read_again_from("2026-01-05") == "'2026-01-04'");
  CHECK(read_again_from("2026-01-05 10:00:00") == "'2026-01-05 08:00:00'");
  CHECK(read_again_from("2026-01-05 01:30:00.123456+00") == "'2026-01-04 23:30:00+00'");
  CHECK(read_again_from("2026-01-05T10:00:00Z") == "'2026-01-05T08:00:00Z'");
  CHECK(read_again_from("2026-01-05T10:00:00.1234567+01:00") == "'2026-01-05T08:00:00+01:00'");
}

TEST_CASE("what is neither a number nor a time is no watermark, and never becomes SQL") {
  for (const auto* text :
       {"", "x", "42x", "1 OR 1 = 1", "2026-13-05", "2026-01-05 10:00", "2026-01-05 25:00:00",
        "2026-01-05 10:00:00' OR ''='", "2026-01-05_10:00:00", "infinity", "0000-00-00 00:00:00"}) {
    CAPTURE(text);
    CHECK_FALSE(read_again_from(text).has_value());
  }
}
