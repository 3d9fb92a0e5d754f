#include "adapters/notify/plain_text.h"

#include <doctest/doctest.h>

namespace lapse::adapters::notify {
namespace {

TEST_CASE("a value stays on its line") {
  CHECK(one_line("Ada\r\nBcc: eve@evil.example") == "Ada  Bcc: eve@evil.example");
  CHECK(one_line("Ada\tLovelace\x7f") == "Ada Lovelace");
  CHECK(one_line(std::string_view{"A\0B", 3}) == "A B");
  CHECK(one_line("next\xC2\x85line\xE2\x80\xA8"
                 "sep") == "next line sep");
  CHECK(one_line(" \n ") == "");
}

TEST_CASE("a value reads in the order in which it is stored") {
  CHECK(one_line("ada\xE2\x80\xAEgpj.exe") == "ada gpj.exe");
}

TEST_CASE("letters of all languages stay, broken ones are marked") {
  CHECK(one_line("Zoë Łukasiewicz 李 🙂") == "Zoë Łukasiewicz 李 🙂");
  CHECK(one_line("Zo\xEB") == "Zo\xEF\xBF\xBD");
  CHECK(one_line("\xC0\xAF") == "\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(one_line("\xED\xA0\x80") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(is_utf8("Zoë"));
  CHECK_FALSE(is_utf8("Zo\xC3"));
}

TEST_CASE("a value has a bound, and is cut between two letters") {
  const std::string longest(kMaxValueBytes, 'x');
  CHECK(one_line(longest) == longest);
  CHECK(one_line(longest + "x") == longest + "...");
  CHECK(one_line(longest.substr(1) + "ë") == longest.substr(1) + "...");
}

}  // namespace
}  // namespace lapse::adapters::notify
