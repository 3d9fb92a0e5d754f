// Several ladders of one rule: one set of steps, and who speaks at which.
#include <doctest/doctest.h>

#include "rules/reach.h"
#include "tests/rules/policy_text.h"

namespace lapse::rules::tests {
namespace {

constexpr const char* kWarn =
    "    warn: { days_before: [21, 7, 1], send: leaver-ending, to: [account, personal_email, site_owner] }";

std::string text_with(const std::string& ladders) {
  return with(nas(), kWarn, "    warn:\n" + ladders);
}

std::string words(const std::vector<const Ladder*>& ladders) {
  std::string all;
  for (const Ladder* ladder : ladders) all += ladder->send + " ";
  return all;
}

}  // namespace

TEST_CASE("the steps of a rule are those of all its ladders") {
  Diagnostics diagnostics;
  const auto policy = parse_policy(
      text_with("      - { days_before: [30, 14, 7, 1], send: to-person, to: [account, mobile] }\n"
                "      - { days_before: [10, 7], send: to-team, to: [team] }"),
      "nas.yaml", diagnostics);
  REQUIRE(policy);
  const Warn& warn = *policy->rule("delete-leaver")->warn;
  CHECK(warn.days_before == std::vector<int>{30, 14, 10, 7, 1});
  CHECK(words(speaking(warn, 30, {})) == "to-person ");
  CHECK(words(speaking(warn, 10, {})) == "to-team ");
  CHECK(words(speaking(warn, 7, {})) == "to-person to-team ");
  CHECK(words(speaking(warn, 1, {7})) == "to-person to-team ");
  CHECK(words(speaking(warn, 14, {30})) == "to-person ");
  // Day 10 is the team's alone, whom one can always tell; the others need the person.
  const auto terms = reachable(*policy, warn);
  REQUIRE(terms.size() == 2);
  CHECK(terms[0].recipients == std::vector<Recipient>{Recipient::account, Recipient::mobile});
  CHECK(terms[1].recipients == std::vector<Recipient>{Recipient::team});
}

TEST_CASE("a ladder that repeats another is shown") {
  CHECK(problems(text_with("      - { days_before: [21, 7], send: leaver-ending, to: [account] }\n"
                           "      - { days_before: [14], send: leaver-ending, to: [team, account] }")) ==
        R"(nas.yaml:65:9: the ladder at 64:9 sends 'leaver-ending' to the same people
  65 |       - { days_before: [14], send: leaver-ending, to: [team, account] }
     |         ^
  help: write one ladder with all its days
)");
}

TEST_CASE("every ladder is looked at") {
  CHECK(problems(text_with("      - { days_before: [21, 7], send: leaver-ending, to: [account] }\n"
                           "      - { days_before: [7, 14], send: to-team, to: [team] }")) ==
        R"(nas.yaml:65:28: 14 comes after 7
  65 |       - { days_before: [7, 14], send: to-team, to: [team] }
     |                            ^^
  help: write the days from the largest down
)");
  CHECK(problems(text_with("      - { days_before: [21, 7], send: leaver-ending, to: [account] }\n"
                           "      - { days_before: [31], send: to-team, to: [team] }")) ==
        R"(nas.yaml:65:25: a warning 31 days before the end of 30 days would be due before the period starts
  65 |       - { days_before: [31], send: to-team, to: [team] }
     |                         ^^
  help: warn at most 30 days before, or lengthen 'after'
)");
  CHECK(problems(text_with("      []")) ==
        R"(nas.yaml:64:7: 'warn' is an empty list
  64 |       []
     |       ^
  help: write 'warn: { days_before: [30, 14, 7, 1], send: soon-inactive, to: [account] }'
)");
}

}  // namespace lapse::rules::tests
