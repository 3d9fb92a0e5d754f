#include "rules/diagnostic.h"

#include <doctest/doctest.h>

#include "rules/diagnostic_findings.h"

namespace lapse::rules::tests {
namespace {

Diagnostic at(int line, int column, int length, std::string message = "odd", std::string help = "") {
  return {{"a.yaml", line, column, length}, std::move(message), std::move(help)};
}

}  // namespace

TEST_CASE("a diagnostic is shown with its line, carets and help") {
  CHECK(render(at(2, 3, 4, "unknown key 'warm'", "did you mean 'warn'?"), "a:\n  warm: 1\n") ==
        "a.yaml:2:3: unknown key 'warm'\n"
        "  2 |   warm: 1\n"
        "    |   ^^^^\n"
        "  help: did you mean 'warn'?\n");
}

TEST_CASE("the gutter is as wide as the number of the line") {
  const std::string text = std::string(119, '\n') + "x\n";
  CHECK(render(at(120, 1, 1), text) == "a.yaml:120:1: odd\n  120 | x\n      | ^\n");
}

TEST_CASE("carets stand under characters, not under bytes") {
  CHECK(render(at(1, 7, 3), "é: é abc\n") == "a.yaml:1:7: odd\n  1 | é: é abc\n    |     ^^^\n");
}

TEST_CASE("what a terminal would obey is not printed") {
  CHECK(render(at(1, 4, 1), "a: \x1B[31mred\tx\u202E\xFF\n") ==
        "a.yaml:1:4: odd\n  1 | a: ?[31mred x??\n    |    ^\n");
  CHECK(render(at(1, 1, 1, "odd '\x1B[2J\n'"), "") == "a.yaml:1:1: odd '?[2J?'\n");
}

TEST_CASE("a place past the end of the line or of the text does no harm") {
  CHECK(render(at(1, 9, 4), "ab\r\n") == "a.yaml:1:9: odd\n  1 | ab\n    |   ^\n");
  CHECK(render(at(1, 2, 40), "abc\n") == "a.yaml:1:2: odd\n  1 | abc\n    |  ^^\n");
  CHECK(render(at(7, 1, 1), "abc\n") == "a.yaml:7:1: odd\n");
  CHECK(render(at(0, 0, 0), "abc\n") == "a.yaml:0:0: odd\n  0 | abc\n    | ^\n");
}

TEST_CASE("a long line is cut around the place") {
  const std::string line = std::string(300, 'a') + "HERE" + std::string(300, 'b');
  const std::string shown = render(at(1, 301, 4), line);
  CHECK(shown == "a.yaml:1:301: odd\n  1 | ..." + std::string(60, 'a') + "HERE" + std::string(36, 'b') +
                     "...\n    | " + std::string(63, ' ') + "^^^^\n");
}

TEST_CASE("a byte order mark is not part of the first line") {
  CHECK(render(at(1, 1, 2),
               "\xEF\xBB\xBF"
               "ab\n") == "a.yaml:1:1: odd\n  1 | ab\n    | ^^\n");
}

TEST_CASE("the nearest word is one with at most a third of its letters wrong") {
  const std::vector<std::string> words{"warn", "notice", "inactive", "to"};
  CHECK(nearest("warm", words) == "warn");
  CHECK(nearest("wran", words) == "warn");
  CHECK(nearest("ntice", words) == "notice");
  CHECK(nearest("noticed", words) == "notice");
  CHECK(nearest("inactve", words) == "inactive");
  CHECK(nearest("of", words).empty());
  CHECK(nearest("wa", words).empty());
  CHECK(nearest("colour", words).empty());
  CHECK(nearest("", words).empty());
  CHECK(nearest(std::string(2'000'000, 'x'), words).empty());
}

TEST_CASE("findings come out in the order of the text, a hundred at most") {
  Findings findings;
  for (int line = 250; line > 0; --line) findings.add({"a.yaml", line, 1, 1}, "line " + std::to_string(line));
  Diagnostics diagnostics;
  findings.append_to(diagnostics);
  REQUIRE(diagnostics.size() == 101);
  CHECK(diagnostics.front().message == "line 1");
  CHECK(diagnostics[99].message == "line 100");
  CHECK(diagnostics[100].message == "from here on, 150 more problems are not shown");
  CHECK(diagnostics[100].place.line == 101);
}

}  // namespace lapse::rules::tests
