#include "adapters/cli/condition.h"

#include <doctest/doctest.h>

using namespace lapse::adapters::cli;

TEST_CASE("an age is told in its largest sensible unit") {
  CHECK(age_in_words(59) == "0 minutes");
  CHECK(age_in_words(60) == "1 minute");
  CHECK(age_in_words(3599) == "59 minutes");
  CHECK(age_in_words(3600) == "1 hour");
  CHECK(age_in_words(36 * 3600) == "36 hours");
  CHECK(age_in_words(48 * 3600) == "2 days");
}
