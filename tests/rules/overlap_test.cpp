// Two rules that start in one state must never meet in one account.
#include <doctest/doctest.h>

#include "tests/rules/policy_text.h"

namespace lapse::rules::tests {
namespace {

// The shipped policy with delete-leaver starting where delete-inactive does, each with these conditions.
bool can_meet(const std::string& first, const std::string& second) {
  std::string text =
      with(nas(), "    only: [kind is user]\n    after: [90", "    " + first + "\n    after: [90");
  text = with(text, "    from: leaver  ", "    " + second + "\n    from: inactive  ");
  text = with(text, "after: 30 days in leaver", "after: 30 days in inactive");
  const std::string found = problems(text);
  const bool meet = found.find("both start in 'inactive'") != std::string::npos;
  CHECK(found.empty() != meet);
  return meet;
}

// Many rules, each a copy of mark-inactive with its number in `from` and `only`.
std::string many_rules(int count, const std::string& from, const std::string& only) {
  std::string rules;
  const auto numbered = [](std::string text, int number) {
    const auto at = text.find('#');
    return at == std::string::npos ? text : text.replace(at, 1, std::to_string(number));
  };
  for (int i = 0; i < count; ++i) {
    rules += "  - rule: rule-" + std::to_string(i) +
             "\n    says: One of many rules, as long as a real one.\n    from: " + numbered(from, i) +
             "\n    " + numbered(only, i) +
             "\n    after: 90 days since last_used\n"
             "    warn: { days_before: [30, 14, 7, 1], send: soon-inactive, to: [account, personal_email, "
             "site_owner] }\n    notice: 7 days\n    to: inactive\n"
             "    tell: { send: now-inactive, to: [personal_email, site_owner] }\n";
  }
  return rules;
}

std::string many_states(int count) {
  std::string states;
  for (int i = 0; i < count; ++i) states += "  s" + std::to_string(i) + ": { meaning: \"one of many\" }\n";
  return states;
}

}  // namespace

TEST_CASE("rules without conditions meet") {
  CHECK(can_meet("# none", "# none"));
  CHECK(can_meet("only: [kind is user]", "# none"));
}

TEST_CASE("rules for different values of one fact do not meet") {
  CHECK_FALSE(can_meet("only: [kind is user]", "only: [kind is shared]"));
  CHECK_FALSE(can_meet("only: [kind is user or guest]", "only: [kind is shared or service]"));
  CHECK_FALSE(can_meet("only: [kind is user]", "only: [kind is not user]"));
  CHECK_FALSE(can_meet("only: [sole_owner is yes]", "only: [sole_owner is no]"));
  CHECK_FALSE(can_meet("only: [sole_owner is yes]", "only: [sole_owner is not yes]"));
}

TEST_CASE("rules that share a value meet") {
  CHECK(can_meet("only: [kind is user or guest]", "only: [kind is shared or guest]"));
  CHECK(can_meet("only: [kind is not user]", "only: [kind is not shared]"));
  CHECK(can_meet("only: [kind is user or guest]", "only: [kind is not user]"));
}

TEST_CASE("conditions on different facts exclude nothing") {
  CHECK(can_meet("only: [kind is user]", "only: [organisation_type is dental_practice]"));
}

TEST_CASE("one fact that differs is enough, whatever the others say") {
  CHECK_FALSE(
      can_meet("only: [kind is user, organisation is A1]", "only: [kind is user, organisation is A2]"));
}

TEST_CASE("an exception excludes as a condition does") {
  CHECK_FALSE(can_meet("only: [kind is user]", "unless: [kind is user]"));
  CHECK_FALSE(
      can_meet("only: [kind is user or guest]\n    unless: [kind is guest]", "only: [kind is guest]"));
}

TEST_CASE("five thousand rules from five thousand states are read while one waits" * doctest::timeout(10)) {
  std::string text = with(nas(), "\nevents:", many_states(5000) + "\nevents:");
  text = with(text, "rules:\n", "rules:\n" + many_rules(5000, "s#", "only: [kind is user]"));
  CHECK(problems(text) == "");
}

TEST_CASE("five thousand rules from one state are compared while one waits" * doctest::timeout(10)) {
  std::string text = with(nas(), "    from: active\n    only: [kind is user]",
                          "    from: active\n    only: [organisation is none]");
  text = with(text, "rules:\n", "rules:\n" + many_rules(5000, "active", "only: [organisation is org#]"));
  CHECK(problems(text) == "");
}

TEST_CASE("a rule that meets thousands of others is reported once" * doctest::timeout(10)) {
  Diagnostics diagnostics;
  const std::string text =
      with(nas(), "rules:\n", "rules:\n" + many_rules(5000, "active", "only: [kind is user]"));
  CHECK_FALSE(parse_policy(text, "nas.yaml", diagnostics));
  REQUIRE(diagnostics.size() == 101);
  CHECK(diagnostics.back().message == "from here on, 4900 more problems are not shown");
}

}  // namespace lapse::rules::tests
