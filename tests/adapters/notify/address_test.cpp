#include "adapters/notify/address.h"

#include <doctest/doctest.h>

namespace lapse::adapters::notify {
namespace {

TEST_CASE("addresses that people have are taken") {
  for (const char* address : {"ada@home.example", "ada.lovelace+nhs@home.example", "o'hara@home.example",
                              "a@b", "_x-1/2=3@sub.domain.example"})
    CHECK_MESSAGE(!address_problem(address), address);
  CHECK_FALSE(address_problem(std::string(240, 'a') + "@home.example.").has_value());
}

TEST_CASE("nothing goes on the wire that could end an address or a line") {
  for (const std::string address :
       {"ada@home.example\r\nRCPT TO:<eve@evil.example>", "ada@home.example\n", "\tada@home.example",
        "ada @home.example", "ada@home.example ", "ada@home.example\x7f"})
    CHECK(address_problem(address) == "has a space or a control character");
  CHECK(address_problem(std::string_view{"ada\0@home.example", 17}) == "has a space or a control character");
  for (const char* address : {"<ada@home.example>", "ada@home.example,eve", "\"ada\"@home.example",
                              "team:ada@home.example;", "ada(x)@home.example", "ada@[127.0.0.1]", "a\\b@c"})
    CHECK(address_problem(address) == "has one of the characters ()<>[]:;,\\\"");
}

TEST_CASE("an address has two parts, ASCII only, and a bound") {
  CHECK(address_problem("") == "is empty");
  CHECK(address_problem("ada") == "needs exactly one @");
  CHECK(address_problem("ada@home@example") == "needs exactly one @");
  CHECK(address_problem("@home.example") == "needs something before and after the @");
  CHECK(address_problem("ada@") == "needs something before and after the @");
  CHECK(address_problem("zoë@home.example") == "has a character that is not ASCII");
  CHECK(address_problem(std::string(250, 'a') + "@b.cd") == "is longer than 254 bytes");
}

TEST_CASE("a domain has letters, digits, hyphens and dots") {
  CHECK_FALSE(domain_problem("sms-1.example").has_value());
  CHECK(domain_problem("") == "is empty");
  for (const char* domain : {"lapse.example\r\n", "a b", "a@b", "a/b"})
    CHECK(domain_problem(domain) == "has other characters than letters, digits, hyphens and dots");
}

}  // namespace
}  // namespace lapse::adapters::notify
