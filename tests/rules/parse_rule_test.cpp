#include <doctest/doctest.h>

#include "tests/rules/policy_text.h"

namespace lapse::rules::tests {

TEST_CASE("a key that nobody knows is shown") {
  CHECK(problems_after("    warn: { days_before: [30, 14, 7, 1], send: soon-inactive",
                       "    warm: { days_before: [30, 14, 7, 1], send: soon-inactive") ==
        R"(nas.yaml:42:5: unknown key 'warm'
  42 |     warm: { days_before: [30, 14, 7, 1], send: soon-inactive, to: [account, personal_email, site_own...
     |     ^^^^
  help: did you mean 'warn'?
)");
}

TEST_CASE("a key far from every known one is shown") {
  CHECK(problems_after(R"(    notice: 7 days
    to: inactive)",
                       R"(    notice: 7 days
    colour: blue
    to: inactive)") ==
        R"(nas.yaml:44:5: unknown key 'colour'
  44 |     colour: blue
     |     ^^^^^^
  help: known here: rule, says, from, only, unless, before, after, warn, notice, to, tell, do
)");
}

TEST_CASE("a missing period is shown") {
  CHECK(problems_after("    after: 90 days since last_used\n", "") ==
        R"(nas.yaml:37:5: missing key 'after'
  37 |   - rule: mark-inactive
     |     ^^^^
  help: write 'after: 90 days since last_used'
)");
}

TEST_CASE("a period without a unit is shown") {
  CHECK(problems_after("after: 90 days since last_used", "after: 90 since last_used") ==
        R"(nas.yaml:41:12: '90 since last_used' is a number without a unit
  41 |     after: 90 since last_used
     |            ^^^^^^^^^^^^^^^^^^
  help: write '90 days since last_used'
)");
}

TEST_CASE("a bare number for a period is shown") {
  CHECK(problems_after("after: 90 days since last_used", "after: 90") ==
        R"(nas.yaml:41:12: '90' is a number without a unit
  41 |     after: 90
     |            ^^
  help: write '90 days since last_used'
)");
}

TEST_CASE("a notice without a unit is shown") {
  CHECK(problems_after("notice: 14 days", "notice: 14") ==
        R"(nas.yaml:55:13: '14' is a number without a unit
  55 |     notice: 14
     |             ^^
  help: write '14 days'
)");
}

TEST_CASE("months in a rule is shown") {
  CHECK(
      problems_after("after: 90 days since last_used", "after: 3 months since last_used") ==
      R"(nas.yaml:41:12: '3 months since last_used' counts months, which are not equally long; rules count days
  41 |     after: 3 months since last_used
     |            ^^^^^^^^^^^^^^^^^^^^^^^^
  help: write 'after: 90 days since last_used'
)");
}

TEST_CASE("hours in a rule is shown") {
  CHECK(problems_after("after: 90 days since last_used", "after: 2160 hours since last_used") ==
        R"(nas.yaml:41:12: '2160 hours since last_used' counts hours; rules count days
  41 |     after: 2160 hours since last_used
     |            ^^^^^^^^^^^^^^^^^^^^^^^^^^
  help: write 'after: 90 days since last_used'
)");
}

TEST_CASE("a period that counts from nothing known is shown") {
  CHECK(problems_after("after: 90 days since last_used", "after: 90 days since last_usd") ==
        R"(nas.yaml:41:12: a period cannot count 'since last_usd'
  41 |     after: 90 days since last_usd
     |            ^^^^^^^^^^^^^^^^^^^^^^
  help: did you mean 'since last_used'?
)");
}

TEST_CASE("a period in another state is shown") {
  CHECK(problems_after("after: 30 days in leaver", "after: 30 days in deleted") ==
        R"(nas.yaml:62:12: '30 days in deleted' counts in 'deleted', but the rule starts in 'leaver'
  62 |     after: 30 days in deleted
     |            ^^^^^^^^^^^^^^^^^^
  help: write '30 days in leaver'
)");
}

TEST_CASE("an unknown recipient is shown") {
  CHECK(problems_after(R"(to: [account, personal_email, site_owner] }
    notice: 7 days
    to: inactive)",
                       R"(to: [account, personal_mail, site_owner] }
    notice: 7 days
    to: inactive)") ==
        R"(nas.yaml:42:77: unknown recipient 'personal_mail'
  42 |     warn: { days_before: [30, 14, 7, 1], send: soon-inactive, to: [account, personal_mail, site_owne...
     |                                                                             ^^^^^^^^^^^^^
  help: did you mean 'personal_email'?
)");
}

TEST_CASE("a recipient named twice is shown") {
  CHECK(problems_after(R"(to: [site_owner, team] }
    notice)",
                       R"(to: [team, team] }
    notice)") ==
        R"(nas.yaml:72:64: 'team' is named twice
  72 |     warn: { days_before: [7, 1], send: last-chance, to: [team, team] }
     |                                                                ^^^^
  help: keep one of them
)");
}

TEST_CASE("a template with a blank is shown") {
  CHECK(problems_after("send: now-inactive", "send: now inactive") ==
        R"(nas.yaml:46:17: 'now inactive' is not the name of a template
  46 |       - { send: now inactive, to: [personal_email, site_owner] }
     |                 ^^^^^^^^^^^^
  help: names of templates are small letters, digits and '-', at most 64
)");
}

TEST_CASE("effects are read in their order, of rules and of events") {
  const std::string text =
      with(with(nas(), "    to: inactive\n", "    to: inactive\n    do: [disable-mailbox, tell-hr]\n"),
           "  login:   { from: [active, inactive], to: active }",
           "  login:   { from: [active, inactive], to: active, do: enable-mailbox }");
  Diagnostics diagnostics;
  const auto policy = parse_policy(text, "nas.yaml", diagnostics);
  REQUIRE(policy);
  const auto& effects = policy->rule("mark-inactive")->effects;
  REQUIRE(effects.size() == 2);
  CHECK(effects[0].name == "disable-mailbox");
  CHECK(effects[1].name == "tell-hr");
  CHECK(effects[1].place.column == 27);
  REQUIRE(policy->event("login")->effects.size() == 1);
  const auto all = policy->effects();
  REQUIRE(all.size() == 3);
  CHECK(all[0].name == "enable-mailbox");
}

TEST_CASE("what a policy wants done is named, not written out: no statement and no command gets in") {
  CHECK(
      problems_after("    to: inactive\n", "    to: inactive\n    do: UPDATE mailbox SET enabled = 0\n") ==
      R"(nas.yaml:45:9: 'UPDATE mailbox SET enabled = 0' is no name of an effect: small letters, digits and '-'
  45 |     do: UPDATE mailbox SET enabled = 0
     |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  help: write 'do: [disable-mailbox]'
)");
  CHECK(problems_after("    to: inactive\n", "    to: inactive\n    do: [a, a]\n") ==
        R"(nas.yaml:45:13: 'a' is named twice
  45 |     do: [a, a]
     |             ^
  help: keep one of them
)");
}

TEST_CASE("a condition on an unknown fact is shown") {
  CHECK(problems_after(R"(only: [kind is user]
    after: 90 days since)",
                       R"(only: [knd is user]
    after: 90 days since)") ==
        R"(nas.yaml:40:12: conditions know no 'knd'
  40 |     only: [knd is user]
     |            ^^^
  help: did you mean 'kind'?
)");
}

TEST_CASE("a condition with an unknown value is shown") {
  CHECK(problems_after(R"(only: [kind is user]
    after: 90 days since)",
                       R"(only: [kind is usr]
    after: 90 days since)") ==
        R"(nas.yaml:40:20: 'kind' is never 'usr'
  40 |     only: [kind is usr]
     |                    ^^^
  help: did you mean 'user'?
)");
}

TEST_CASE("a condition that is no sentence is shown") {
  CHECK(problems_after(R"(only: [kind is user]
    after: 90 days since)",
                       R"(only: [kind = user]
    after: 90 days since)") ==
        R"(nas.yaml:40:12: 'kind = user' is not a condition
  40 |     only: [kind = user]
     |            ^^^^^^^^^^^
  help: write 'kind is user', 'kind is service or break_glass' or 'kind is not guest'
)");
}

TEST_CASE("a condition in a list by commas is shown") {
  CHECK(problems_after("never_touch: [kind is service or break_glass]",
                       "never_touch: [kind is service, break_glass]") ==
        R"(nas.yaml:29:32: 'break_glass' is not a condition
  29 | never_touch: [kind is service, break_glass]
     |                                ^^^^^^^^^^^
  help: write 'kind is user', 'kind is service or break_glass' or 'kind is not guest'
)");
}

TEST_CASE("an empty list is shown") {
  CHECK(problems_after("never_touch: [kind is service or break_glass]", "never_touch: []") ==
        R"(nas.yaml:29:14: 'never_touch' is an empty list
  29 | never_touch: []
     |              ^
  help: write 'never_touch: [kind is service or break_glass]'
)");
}

TEST_CASE("a key without a value says nothing") {
  CHECK(problems_after("    says: A user account that is not used for 90 days becomes inactive.",
                       "    says:") ==
        R"(nas.yaml:38:10: 'says' is empty
  38 |     says:
     |          ^
  help: write 'says: A user account that is not used for 90 days becomes inactive.'
)");
}

TEST_CASE("a rule starts in one state, not in several") {
  CHECK(problems_after("    from: active\n", "    from: [active, inactive]\n") ==
        R"(nas.yaml:39:11: 'from' wants a single value here, not a list
  39 |     from: [active, inactive]
     |           ^
  help: write 'from: active'
)");
}

}  // namespace lapse::rules::tests
