// Conditions over every fact, and what is said of those that are none.
#include <doctest/doctest.h>

#include "engine/explain_words.h"
#include "tests/rules/policy_text.h"

namespace lapse::rules::tests {
namespace {

constexpr const char* kOnly = "    only: [kind is user]\n    after: 90 days since last_used";

std::string text_with(const std::string& only) {
  return with(nas(), kOnly, "    only: " + only + "\n    after: 90 days since last_used");
}

// What a condition of mark-inactive is read as, in the words of explanations.
std::string read(const std::string& only) {
  Diagnostics diagnostics;
  const auto policy = parse_policy(text_with(only), "nas.yaml", diagnostics);
  if (!policy) return rendered(diagnostics, text_with(only));
  std::string all;
  for (const AnyOf& one_of : policy->rule("mark-inactive")->only) {
    for (const Condition& condition : one_of) all += engine::condition_words(condition) + ", ";
    all += "and ";
  }
  return all;
}

std::string problem(const std::string& only) {
  const std::string found = problems(text_with(only));
  // The excerpt repeats the line; what is told is the place, the message and the help.
  const auto at = found.find('\n');
  const auto help = found.find("  help: ");
  REQUIRE_MESSAGE(help != std::string::npos, found);
  CHECK(found.find("help: ", help + 3) == std::string::npos);  // one problem
  return found.substr(0, at + 1) + found.substr(help);
}

}  // namespace

TEST_CASE("every fact can be asked in its way") {
  for (const std::string sentence :
       {"kind is user", "kind is not guest", "kind is service or break_glass", "organisation is FA001",
        "organisation is missing", "organisation_type is not missing", "administered_by is not nas or local",
        "sole_owner is yes", "email is missing", "personal_email is not missing", "mobile is missing",
        "display_name is not missing", "created is before 2024-01-01", "created is not after 2024-02-29",
        "last_login is missing", "last_login is after 1999-12-31", "last_used is not before 2020-06-01"}) {
    CAPTURE(sentence);
    CHECK(read("[" + sentence + "]") == sentence + ", and ");
    CHECK(read("'" + sentence + "'") == sentence + ", and ");
  }
}

TEST_CASE("any stands for one of several, beside conditions that must all hold") {
  CHECK(read("[kind is user, any: [mobile is missing, created is before 2024-01-01]]") ==
        "kind is user, and mobile is missing, created is before 2024-01-01, and ");
  CHECK(read("{ any: [kind is user, kind is guest] }") == "kind is user, kind is guest, and ");
  CHECK(problems(with(nas(), "never_touch: [kind is service or break_glass]",
                      "never_touch: [any: [kind is service, organisation is missing]]")) == "");
}

TEST_CASE("a day that there is not is shown") {
  CHECK(problem("[created is before 2023-02-29]") ==
        "nas.yaml:40:30: '2023-02-29' is not a day from 1970-01-02 to 9999-12-30\n"
        "  help: write it as 2024-01-31\n");
  CHECK(problem("[created is after 1970-01-01]") ==
        "nas.yaml:40:29: '1970-01-01' is not a day from 1970-01-02 to 9999-12-30\n"
        "  help: write it as 2024-01-31\n");
  CHECK(problem("[last_login is not after 9999-12-31]") ==
        "nas.yaml:40:36: '9999-12-31' is not a day from 1970-01-02 to 9999-12-30\n"
        "  help: write it as 2024-01-31\n");
  CHECK(problem("[created is before 1.1.2024]") ==
        "nas.yaml:40:30: '1.1.2024' is not a day from 1970-01-02 to 9999-12-30\n"
        "  help: write it as 2024-01-31\n");
}

TEST_CASE("a fact asked in the way of another is shown") {
  CHECK(problem("[created is 2024-01-01]") ==
        "nas.yaml:40:12: 'created' is a day, which is before or after another\n"
        "  help: write 'created is before 2024-01-01' or 'created is missing'\n");
  CHECK(problem("[mobile is 07700900123]") ==
        "nas.yaml:40:12: 'mobile' can only be missing or not\n"
        "  help: write 'mobile is missing' or 'mobile is not missing'\n");
  CHECK(problem("[kind is before 2024-01-01]") ==
        "nas.yaml:40:12: 'kind' is not a day\n"
        "  help: write 'kind is user', 'kind is service or break_glass' or 'kind is not guest'\n");
  CHECK(problem("[kind is missing]") ==
        "nas.yaml:40:12: 'kind' is never missing\n"
        "  help: write 'kind is user', 'kind is service or break_glass' or 'kind is not guest'\n");
  CHECK(problem("[sole_owner is not missing]") ==
        "nas.yaml:40:12: 'sole_owner' is never missing\n"
        "  help: write 'sole_owner is yes' or 'sole_owner is no'\n");
  CHECK(problem("[created is before]") ==
        "nas.yaml:40:12: 'created is before' is not a condition\n"
        "  help: write 'created is before 2024-01-01' or 'created is missing'\n");
  CHECK(problem("[organisation is FA001 or missing]") ==
        "nas.yaml:40:37: 'missing' stands alone, not among values\n"
        "  help: write it as a condition of its own, under 'any' where one of them is enough\n");
}

TEST_CASE("a sentence that is no condition is shown") {
  CHECK(problem("[kind one of user]") ==
        "nas.yaml:40:12: 'kind one of user' is not a condition\n"
        "  help: write 'kind is user', 'kind is service or break_glass' or 'kind is not guest'\n");
  CHECK(problem("[shoe_size is 42]") ==
        "nas.yaml:40:12: conditions know no 'shoe_size'\n"
        "  help: known: kind, organisation, organisation_type, administered_by, sole_owner, email, "
        "personal_email, mobile, display_name, created, last_login, last_used\n");
  CHECK(problem("[last_logon is missing]") ==
        "nas.yaml:40:12: conditions know no 'last_logon'\n  help: did you mean 'last_login'?\n");
}

TEST_CASE("an any that is not one is shown") {
  CHECK(problem("[any: [kind is user]]") ==
        "nas.yaml:40:12: an 'any' of one condition\n  help: leave out 'any'\n");
  CHECK(problem("[any: [kind is user, any: [mobile is missing, email is missing]]]") ==
        "nas.yaml:40:32: an 'any' cannot stand in another\n"
        "  help: put its conditions into the outer one\n");
  CHECK(problem("[any: []]") ==
        "nas.yaml:40:17: 'any' is an empty list\n"
        "  help: write 'any: [mobile is missing, personal_email is missing]'\n");
  CHECK(problems(text_with("[ani: [kind is user, kind is guest]]")).find("did you mean 'any'?") !=
        std::string::npos);
}

TEST_CASE("several conditions of a message must all hold") {
  Diagnostics diagnostics;
  const auto policy =
      parse_policy(with(nas(), "when: sole_owner is yes",
                        "when: [sole_owner is yes, any: [kind is user, created is after 2024-01-01]]"),
                   "nas.yaml", diagnostics);
  REQUIRE(policy);
  const auto& when = policy->rule("mark-inactive")->tells.at(1).when;
  REQUIRE(when.size() == 2);
  CHECK(when[1].size() == 2);
}

}  // namespace lapse::rules::tests
