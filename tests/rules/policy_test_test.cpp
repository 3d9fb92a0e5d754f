// Files of policy tests, read: what is wrong is shown with its place and how to write it.
#include <doctest/doctest.h>

#include "rules/parse_policy_test.h"
#include "tests/rules/policy_text.h"
#include "tests/world.h"

namespace lapse::rules::tests {
namespace {

const Policy& policy() {
  static const Policy kPolicy = lapse::tests::rulebook_of(lapse::tests::shipped_policy()).policy;
  return kPolicy;
}

std::string complaints(const std::string& text) {
  Diagnostics diagnostics;
  const auto tests = parse_policy_tests(text, "t.yaml", policy(), diagnostics);
  CHECK(tests.has_value() == diagnostics.empty());
  std::string all;
  for (const Diagnostic& one : diagnostics) {
    all += std::to_string(one.place.line) + ":" + std::to_string(one.place.column) + " " + one.message;
    if (!one.help.empty()) all += "; " + one.help;
    all += "\n";
  }
  return all;
}

std::string of_test(const std::string& body) {
  return complaints("policy: nas.yaml\ntests:\n  - test: it\n    accounts: { ann: {} }\n" + body);
}

}  // namespace

TEST_CASE("a file of tests names its policy") {
  Diagnostics diagnostics;
  CHECK(policy_of_tests("policy: nas.yaml\ntests: []\n", "t.yaml", diagnostics) == "nas.yaml");
  CHECK_FALSE(policy_of_tests("tests: []\n", "t.yaml", diagnostics));
  CHECK(diagnostics.at(0).message == "missing key 'policy'");
  CHECK(diagnostics.at(0).help == "write 'policy: nas.yaml'");
}

TEST_CASE("unknown words are named with what is known") {
  CHECK(of_test("    expect: { 2026-04-02: { ann: inactiv } }\n") ==
        "5:34 unknown state 'inactiv'; did you mean 'inactive'?\n");
  CHECK(of_test("    expect: { 2026-04-02: { anne: inactive } }\n") ==
        "5:29 nothing is called 'anne'; did you mean 'ann'?\n");
  CHECK(of_test("    expect: { 2026-04-02: { sent: [ann soon-inactiv 30] } }\n") ==
        "5:36 unknown template 'soon-inactiv'; did you mean 'soon-inactive'?\n");
  CHECK(of_test("    expect: { 2026-04-02: { stopped: mark } }\n").starts_with("5:38 unknown rule 'mark'; "));
  CHECK(of_test("    happens: [{ at: 2026-01-01 10:00, login: bob }]\n    expect: { 2026-04-02: { ann: "
                "active } }\n")
            .starts_with("5:46 unknown account 'bob'; "));
  CHECK(of_test("    happens: [{ at: 2026-01-01 10:00, hold: ann, kind: lega }]\n    expect: { 2026-04-02: { "
                "ann: active } }\n") == "5:56 unknown hold 'lega'; did you mean 'legal'?\n");
}

TEST_CASE("times, days, messages and numbers show how they are written") {
  CHECK(of_test("    expect: { tomorrow: { ann: active } }\n") ==
        "5:15 'tomorrow' is no day; write '2026-04-02: { ann: active }'\n");
  CHECK(of_test("    happens: [{ at: 10:00, login: ann }]\n    expect: { 2026-04-02: { ann: active } }\n") ==
        "5:21 '10:00' is no time; write '2026-01-01 10:00', in the policy's time zone\n");
  CHECK(of_test("    happens: [{ login: ann }]\n    expect: { 2026-04-02: { ann: active } }\n") ==
        "5:15 nothing says when this happens; write 'at: 2026-04-01 23:59:59'\n");
  CHECK(of_test("    happens: [{ at: 2026-01-01 10:00 }]\n    expect: { 2026-04-02: { ann: active } }\n") ==
        "5:15 nothing happens here; write one of them, such as '{ at: 2026-04-01 23:59:59, login: ann }'\n");
  CHECK(of_test("    happens: [{ from: 2026-06-01, until: 2026-05-01, engine: stopped }]\n"
                "    expect: { 2026-04-02: { ann: active } }\n") ==
        "5:42 ends before it begins; give a later 'until'\n");
  CHECK(of_test("    expect: { 2026-04-02: { sent: [ann soon-inactive 30 yesterday] } }\n") ==
        "5:36 'ann soon-inactive 30 yesterday' is no message; write 'ann now-inactive', 'ann soon-deleted "
        "14' or "
        "'ann soon-deleted 14 for 2026-08-03 to mobile and site_owner'\n");
  CHECK(of_test("    expect: { 2026-04-02: { deleted: few } }\n") ==
        "5:38 'few' is no number of accounts; write 'deleted: 0'\n");
}

TEST_CASE("a test has accounts, expectations and a name of its own") {
  CHECK(complaints("policy: nas.yaml\ntests:\n  - test: it\n    expect: { 2026-04-02: { deleted: 0 } }\n") ==
        "3:5 a test without accounts; write 'accounts: { ann: { last_used: 2026-01-01 10:00 } }'\n");
  CHECK(of_test("").starts_with("3:5 missing key 'expect'; "));
  const std::string one =
      "  - { test: it, accounts: { ann: {} }, expect: { 2026-04-02: { ann: active } } }\n";
  CHECK(complaints("policy: nas.yaml\ntests:\n" + one + one) ==
        "4:13 a test of this name stands at 3:13 already; names tell tests apart: change one of them\n");
}

}  // namespace lapse::rules::tests
