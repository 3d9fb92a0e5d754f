#include "adapters/notify/phone.h"

#include <doctest/doctest.h>

namespace lapse::adapters::notify {
namespace {

TEST_CASE("E15: a mobile number is understood however the feed writes it") {
  CHECK(normalised_phone("07700 900123") == "07700900123");
  CHECK(normalised_phone("+44 7700 900-123") == "+447700900123");
  CHECK(normalised_phone("+44 (0)7700 900123") == "+447700900123");
  CHECK(normalised_phone(" (07700) 900.123 ") == "07700900123");
}

TEST_CASE("what is no telephone number is not guessed at") {
  for (const char* text : {"", " ", "+", "none", "07700 900123 ext 4", "07700900123\r\nBcc: x", "123456",
                           "1234567890123456", "7.7e+10", "07700900123@evil.example"})
    CHECK_MESSAGE(!normalised_phone(text), text);
}

}  // namespace
}  // namespace lapse::adapters::notify
