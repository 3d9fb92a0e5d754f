// What `lapse check` finds in a policy that could be carried out, to the character.
#include <doctest/doctest.h>

#include "tests/rules/policy_text.h"

namespace lapse::rules::tests {
namespace {

std::string reviewed(const std::string& text) {
  Diagnostics diagnostics;
  CHECK(review_policy(text, "nas.yaml", diagnostics).has_value());
  std::string result;
  for (const Diagnostic& diagnostic : diagnostics) {
    result += (diagnostic.warning ? "warning: " : "error: ") + render(diagnostic, text);
  }
  return result;
}

std::string reviewed_after(const std::string& from, const std::string& to) {
  const std::string text = with(nas(), from, to);
  CHECK(problems(text) == "");
  return reviewed(text);
}

}  // namespace

TEST_CASE("the shipped policy stands the review") {
  CHECK(reviewed(nas()) == "");
}

TEST_CASE("a sentence with another number than its rule is shown") {
  CHECK(reviewed_after("says: A user account that is not used for 90 days",
                       "says: A user account that is not used for 60 days") ==
        R"(error: nas.yaml:38:47: the sentence says '60 days', the rule does not
  38 |     says: A user account that is not used for 60 days becomes inactive.
     |                                               ^^^^^^^
  help: 'after' counts 90 days: correct one of the two
)");
}

TEST_CASE("a sentence in months is shown, because rules count days") {
  CHECK(reviewed_after("deleted after a further 90 days.", "deleted after a further 3-month wait.") ==
        R"(error: nas.yaml:50:58: the sentence says '3-month', the rule does not
  50 |     says: An inactive account is deleted after a further 3-month wait.
     |                                                          ^^^^^^^
  help: 'after' counts 90 days and 180 days: correct one of the two
)");
}

TEST_CASE("a sentence may name what follows from the rule") {
  const auto says = [](const std::string& sentence) {
    return reviewed_after("An inactive account is deleted after a further 90 days.", sentence);
  };
  CHECK(says("Deleted 90 days after it became inactive, 180 days after the last use.") == "");
  CHECK(says("Deleted after 180 days, with 14 days of notice, warned 60 days before.") == "");
  CHECK(says("Deleted after 4320 hours, and a 60-day warning.") == "");
  CHECK(says("Deleted after 90 days, with 2 weeks of notice.") == "");
  CHECK(says("Deleted after 270 days.") == "");  // 90 until it is marked, 180 more
  CHECK(says("The second of 2 steps deletes it, see chapter 4") == "");
  CHECK(says("Deleted after 91 days.") != "");
  CHECK(says("Deleted after 60 days.") != "");  // a step of the ladder is no period
  CHECK(says("Deleted after 6 months.") != "");
  CHECK(says("Deleted after 3 weeks.") != "");
  CHECK(says("Deleted after 90 hours.") != "");
}

TEST_CASE("a sentence may name how long people can still step in") {
  CHECK(reviewed_after("can be restored for 30 days", "can be restored for 720 hours") == "");
}

TEST_CASE("a sentence about another state is a warning") {
  CHECK(reviewed_after("A leaver with no new organisation is deleted",
                       "A leaver that was Inactive is deleted") ==
        R"(warning: nas.yaml:60:29: the sentence names 'inactive', the rule leads from 'leaver' to 'deleted'
  60 |     says: A leaver that was Inactive is deleted after 30 days.
     |                             ^^^^^^^^
  help: name the states of the rule, or use another word
)");
}

TEST_CASE("a state that nothing leads to, and that nobody can leave, is shown") {
  CHECK(reviewed_after("  purged:  ", "  parked:   { meaning: \"put aside\" }\n  purged:  ") ==
        R"(error: nas.yaml:16:3: nothing leads to the state 'parked'
  16 |   parked:   { meaning: "put aside" }
     |   ^^^^^^
  help: write a rule or an event that leads there, or leave the state out
error: nas.yaml:16:3: no person can bring an account out of 'parked'
  16 |   parked:   { meaning: "put aside" }
     |   ^^^^^^
  help: write an event that starts there, such as 'restore: { from: parked, to: active }'
)");
}

TEST_CASE("a state that only a rule leads out of is shown") {
  CHECK(reviewed_after("  joiner:  { from: leaver, to: active, by: [nas_team, local_admin], needs: "
                       "[new_organisation], unique: mobile, at_most: 10 user accounts per organisation }\n",
                       "") == R"(error: nas.yaml:14:3: no person can bring an account out of 'leaver'
  14 |   leaver:   { meaning: "left the organisation, waiting for a new one" }
     |   ^^^^^^
  help: write an event that starts there, such as 'restore: { from: leaver, to: active }'
)");
}

TEST_CASE("E15: a warning of a deletion that only the account's own mailbox gets is shown") {
  CHECK(reviewed_after("to: [personal_email, mobile, site_owner] }\n    notice: 14 days",
                       "to: account }\n    notice: 14 days") ==
        R"(error: nas.yaml:54:70: the warnings of 'delete-inactive' go to the account's own mailbox only
  54 |     warn: { days_before: [60, 30, 14, 7, 1], send: soon-deleted, to: account }
     |                                                                      ^^^^^^^
  help: who does not log in does not read them there: add 'personal_email', 'mobile' or 'site_owner'
)");
}

TEST_CASE("E15: of several ladders, one that others can read is enough") {
  const auto ladders = [](const std::string& second) {
    return reviewed_after(
        "warn: { days_before: [60, 30, 14, 7, 1], send: soon-deleted, to: [personal_email, "
        "mobile, site_owner] }",
        "warn:\n      - { days_before: [60, 7], send: soon-deleted, to: account }\n"
        "      - { days_before: [14, 1], send: soon-inactive, to: " +
            second + " }");
  };
  CHECK(ladders("team") == "");
  CHECK(ladders("account") ==
        R"(error: nas.yaml:55:57: the warnings of 'delete-inactive' go to the account's own mailbox only
  55 |       - { days_before: [60, 7], send: soon-deleted, to: account }
     |                                                         ^^^^^^^
  help: who does not log in does not read them there: add 'personal_email', 'mobile' or 'site_owner'
)");
}

TEST_CASE("E15: the same of a step that can be taken back is a warning") {
  CHECK(reviewed_after("send: soon-inactive, to: [account, personal_email, site_owner]",
                       "send: soon-inactive, to: [account]") ==
        R"(warning: nas.yaml:42:67: the warnings of 'mark-inactive' go to the account's own mailbox only
  42 |     warn: { days_before: [30, 14, 7, 1], send: soon-inactive, to: [account] }
     |                                                                   ^
  help: who does not log in does not read them there: add 'personal_email', 'mobile' or 'site_owner'
)");
}

TEST_CASE("a wide limit is shown, unless somebody says why") {
  const std::string narrow = "count: deleted,  at_most: 10 accounts or 0.5 percent, per: run }";
  CHECK(reviewed_after(narrow, "count: deleted,  at_most: 10 accounts or 20.5 percent, per: run }") ==
        R"(error: nas.yaml:79:16: as many as 10 accounts or 20.5 percent may become 'deleted' in one run
  79 |     - { count: deleted,  at_most: 10 accounts or 20.5 percent, per: run }
     |                ^^^^^^^
  help: limit it to 500 accounts or 5 percent, or say why it is meant: 'accept_large: "the reason"'
)");
  CHECK(reviewed_after(narrow, "count: deleted,  at_most: 501 accounts, per: day }") ==
        R"(error: nas.yaml:79:16: as many as 501 accounts may become 'deleted' in one day
  79 |     - { count: deleted,  at_most: 501 accounts, per: day }
     |                ^^^^^^^
  help: limit it to 500 accounts or 5 percent, or say why it is meant: 'accept_large: "the reason"'
)");
  CHECK(reviewed_after(narrow, "count: deleted,  at_most: 500 accounts or 5 percent, per: run }") == "");
  CHECK(reviewed_after(narrow,
                       "count: deleted,  at_most: 30 percent, per: run, accept_large: \"a site closes\" }") ==
        "");
}

TEST_CASE("a limit per organisation alone is shown") {
  CHECK(
      reviewed_after("count: purged,   at_most: 10 accounts or 0.5 percent, per: run }",
                     "count: purged,   at_most: 2 accounts, per: organisation }") ==
      R"(error: nas.yaml:82:16: only organisation by organisation is it limited how many accounts become 'purged'
  82 |     - { count: purged,   at_most: 2 accounts, per: organisation }
     |                ^^^^^^
  help: write '{ count: purged, at_most: 10 accounts or 0.5 percent, per: run }' beside it
)");
}

TEST_CASE("the review comes with what keeps a policy from being carried out, in the order of the text") {
  const std::string text =
      with(with(nas(), "is not used for 90 days becomes", "is not used for 60 days becomes"),
           "    notice: 14 days\n", "");
  Diagnostics diagnostics;
  CHECK_FALSE(review_policy(text, "nas.yaml", diagnostics));
  CHECK(rendered(diagnostics, text) ==
        R"(nas.yaml:38:47: the sentence says '60 days', the rule does not
  38 |     says: A user account that is not used for 60 days becomes inactive.
     |                                               ^^^^^^^
  help: 'after' counts 90 days: correct one of the two
nas.yaml:54:11: a warning without a 'notice'
  54 |     warn: { days_before: [60, 30, 14, 7, 1], send: soon-deleted, to: [personal_email, mobile, site_o...
     |           ^
  help: write 'notice: 7 days', what a late warning still leaves
)");
}

}  // namespace lapse::rules::tests
