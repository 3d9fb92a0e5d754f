// A policy in several files is one policy, and mistakes name the file that they are in.
#include <doctest/doctest.h>

#include "tests/rules/policy_text.h"

namespace lapse::rules::tests {
namespace {

// The shipped policy, cut before the rules; `more` goes behind the rules.
std::vector<PolicyFile> in_two(const std::string& more = "") {
  const std::string text = nas();
  const auto rules = text.find("rules:\n  - rule:");
  const auto guards = text.find("guards:");
  return {{"a.yaml", text.substr(0, rules) + text.substr(guards)},
          {"b.yaml", text.substr(rules, guards - rules) + more}};
}

std::string found(const std::vector<PolicyFile>& files) {
  Diagnostics diagnostics;
  const auto policy = parse_policy(files, diagnostics);
  CHECK(policy.has_value() == diagnostics.empty());
  std::string all;
  for (const Diagnostic& diagnostic : diagnostics)
    all += render(diagnostic, diagnostic.place.file == "a.yaml" ? files[0].text : files[1].text);
  return all;
}

}  // namespace

TEST_CASE("files in the order of their names are one policy, kept in one text") {
  const auto files = in_two();
  Diagnostics diagnostics;
  const auto policy = parse_policy(files, diagnostics);
  REQUIRE(policy);
  CHECK(policy->rules.size() == 4);
  const std::string kept = one_text(files);
  const auto again = files_of(kept, "kept");
  REQUIRE(again.size() == 2);
  CHECK(again[0].name == "a.yaml");
  CHECK(again[1].text == files[1].text);
  const auto read_again = parse_policy(kept, "kept", diagnostics);
  REQUIRE(read_again);
  CHECK(read_again->rules.size() == 4);
  CHECK(one_text(std::vector<PolicyFile>{{"x", "text"}}) == "text");
}

TEST_CASE("a text that only looks like several files is one") {
  for (const std::string text :
       {"# lapse policy file 3 a\nabc", "# lapse policy file x a\nabc", "# lapse policy file 999 a\nabc",
        "# lapse policy file 3 a\nabc# lapse policy"}) {
    const auto files = files_of(text, "one");
    REQUIRE(files.size() == 1);
    CHECK(files[0].name == "one");
    CHECK(files[0].text == text);
  }
}

TEST_CASE("lists and names are put together") {
  CHECK(found(in_two("states:\n  asleep: { meaning: \"resting\" }\n"
                     "events:\n  rest: { from: active, to: asleep, by: anybody }\n"
                     "holds:\n  court: { by: judge, until: released }\n"
                     "routes:\n  optometry: { team: eyes@nas.example }\n"
                     "never_touch: [kind is guest]\n"
                     "guards:\n  limits: [{ count: asleep, at_most: 5 percent, per: run }]\n")) == "");
}

TEST_CASE("a key of the head in two files is shown with both places") {
  CHECK(found(in_two("edition: 4\n")) ==
        "b.yaml:42:1: 'edition' is in two files, the first is at a.yaml:2:1\n"
        "  42 | edition: 4\n"
        "     | ^^^^^^^\n"
        "  help: keep one of them\n");
}

TEST_CASE("a name in two files is shown with both places") {
  CHECK(found(in_two("states:\n  leaver: { meaning: \"gone\" }\n")) ==
        "b.yaml:43:3: a second state 'leaver', the first is at a.yaml:14:3\n"
        "  43 |   leaver: { meaning: \"gone\" }\n"
        "     |   ^^^^^^\n"
        "  help: give one of them another name\n");
}

}  // namespace lapse::rules::tests
