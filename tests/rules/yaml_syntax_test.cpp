#include <doctest/doctest.h>

#include "tests/rules/policy_text.h"

namespace lapse::rules::tests {

TEST_CASE("a key written twice is shown with both places") {
  CHECK(problems_after("    to: inactive\n", R"(    to: inactive
    from: leaver
)") ==
        R"(nas.yaml:45:5: key 'from' is written twice, first at 39:5
  45 |     from: leaver
     |     ^^^^
  help: keep one of them
)");
}

TEST_CASE("references are refused") {
  CHECK(problems_after("from: [active, inactive], to: active }", "from: *all, to: active }") ==
        R"(nas.yaml:19:20: references with '*' are not allowed
  19 |   login:   { from: *all, to: active }
     |                    ^^^^
  help: write the value out
)");
}

TEST_CASE("anchors are refused") {
  CHECK(problems_after("from: [active, inactive], to: active }",
                       "from: &all [active, inactive], to: active }") ==
        R"(nas.yaml:19:20: anchors with '&' are not allowed
  19 |   login:   { from: &all [active, inactive], to: active }
     |                    ^
  help: write the value out
)");
}

TEST_CASE("tags are refused") {
  CHECK(problems_after("edition: 3", "edition: !!int 3") ==
        R"(nas.yaml:2:10: tags with '!' are not allowed
  2 | edition: !!int 3
    |          ^^^^^^^
  help: put the value in quotes
)");
}

TEST_CASE("a quote that swallows the following lines is shown where it opens") {
  CHECK(problems_after(R"(source: "NHSmail FAQ for NAS users, updated 20/08/2021")",
                       R"(source: "NHSmail FAQ for NAS users, updated 20/08/2021)") ==
        R"(nas.yaml:3:9: the quote that opens here ends on another line, before text that makes no sense
  3 | source: "NHSmail FAQ for NAS users, updated 20/08/2021
    |         ^
  help: close it on its own line
)");
}

TEST_CASE("a bracket that is never closed is shown where it opens") {
  CHECK(problems_after("never_touch: [kind is service or break_glass]",
                       "never_touch: [kind is service or break_glass") ==
        R"(nas.yaml:29:14: this bracket is never closed, or a ',' is missing inside
  29 | never_touch: [kind is service or break_glass
     |              ^
  help: add the closing ']' or '}'
)");
}

TEST_CASE("a tab cannot indent") {
  CHECK(problems_after(R"(calendar:
  holidays)",
                       R"(calendar:
	holidays)") ==
        R"(nas.yaml:7:1: a tab cannot indent
  7 |  holidays: england-and-wales
    | ^
  help: indent with spaces
)");
}

TEST_CASE("a second colon in a line needs quotes") {
  CHECK(problems_after("timezone: Europe/London", "timezone: Europe: London") ==
        R"(nas.yaml:4:17: a ':' cannot stand here
  4 | timezone: Europe: London
    |                 ^
  help: indent the line like its neighbours, or put the text in quotes
)");
}

TEST_CASE("a line that is indented wrongly is shown") {
  CHECK(problems_after("    says: A user account", "   says: A user account") ==
        R"(nas.yaml:38:4: this line does not fit to the list above
  38 |    says: A user account that is not used for 90 days becomes inactive.
     |    ^
  help: start the item with '- ', under the others
)");
}

TEST_CASE("a missing bracket on one line is shown where it is missed") {
  CHECK(problems_after("[account, site_owner] } }", "[account site_owner } }") ==
        R"(nas.yaml:24:62: a ',' or a ']' is missing
  24 |              tell: { send: restored, to: [account site_owner } }
     |                                                              ^
  help: a list is written [one, two]
)");
}

TEST_CASE("one file holds one document") {
  CHECK(problems_after("rules:\n", R"(---
rules:
)") ==
        R"(nas.yaml:36:1: a second document starts here
  36 | ---
     | ^
  help: one file holds one document
)");
}

TEST_CASE("a value that YAML reserves needs quotes") {
  CHECK(problems_after(R"(source: "NHSmail FAQ for NAS users, updated 20/08/2021")", "source: @nhs") ==
        R"(nas.yaml:3:9: a value cannot start with '@'
  3 | source: @nhs
    |         ^
  help: put the value in quotes
)");
}

TEST_CASE("a key without a colon is shown") {
  CHECK(problems_after("timezone: Europe/London", "timezone Europe/London") ==
        R"(nas.yaml:4:1: a ':' is missing after the key
  4 | timezone Europe/London
    | ^
  help: write 'key: value'
)");
}

}  // namespace lapse::rules::tests
