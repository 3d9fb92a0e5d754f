#include "adapters/report/text.h"

#include <doctest/doctest.h>

namespace lapse::adapters::report::tests {

TEST_CASE("nothing in a name can steer a terminal") {
  CHECK(printable("Ann\x1b[31m\r\n\tB\x7f") == "Ann?[31m???B?");
  CHECK(printable("\xC2\x9B"
                  "31m") == "?31m");                      // the 8-bit form of the same
  CHECK(printable("evil\xE2\x80\xAEtxt") == "evil?txt");  // turns the direction of writing
  CHECK(printable("a\xFF\xC3") == "a??");                 // no UTF-8
  CHECK(printable("Zo\xC3\xAB O\xE2\x80\x99Neill") == "Zo\xC3\xAB O\xE2\x80\x99Neill");
}

TEST_CASE("columns line up by characters, not by bytes") {
  CHECK(left("Zo\xC3\xAB", 5) == "Zo\xC3\xAB  ");
  CHECK(right("Zo\xC3\xAB", 5) == "  Zo\xC3\xAB");
  CHECK(left("Zo\xC3\xAB Neill", 6) == "Zo\xC3\xAB...");
  CHECK(right("123456", 4) == "123456");
  CHECK(width_of("Zo\xC3\xAB") == 3);
}

TEST_CASE("a paragraph breaks at blanks and hangs under its first word") {
  const std::string word(40, 'x');
  CHECK(paragraph("  - ", word + " " + word + " " + word) == "  - " + word + " " + word + "\n    " + word);
  CHECK(paragraph("", std::string(120, 'y')) == std::string(120, 'y'));
  CHECK(paragraph("  ", "") == "  ");
}

TEST_CASE("colour is for those who ask for it") {
  CHECK(Paint(false).alarm("stop") == "stop");
  CHECK(Paint(true).alarm("stop") == "\x1b[31mstop\x1b[0m");
  CHECK(Paint(true).caution("wait") == "\x1b[33mwait\x1b[0m");
  CHECK(Paint(true).title("Tonight") == "\x1b[1mTonight\x1b[0m");
}

}  // namespace lapse::adapters::report::tests
