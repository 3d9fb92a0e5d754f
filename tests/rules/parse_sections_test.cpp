#include <doctest/doctest.h>

#include "tests/rules/policy_text.h"

namespace lapse::rules::tests {

TEST_CASE("a missing section is shown") {
  CHECK(problems_after("timezone: Europe/London\n", "") ==
        R"(nas.yaml:1:1: missing key 'timezone'
  1 | policy: nas-account-lifecycle
    | ^^^^^^
  help: write 'timezone: Europe/London'
)");
}

TEST_CASE("keys with values are not replaced by a word") {
  CHECK(problems_after(R"(calendar:
  holidays: england-and-wales
  look: every day at 06:30
  delete: Monday to Thursday 10:00 to 16:00, not on or just before a holiday
)",
                       "calendar: every day\n") ==
        R"(nas.yaml:6:11: keys with values belong here, not a single value
  6 | calendar: every day
    |           ^^^^^^^^^
  help: write 'calendar: { look: every day at 06:30 }'
)");
}

TEST_CASE("a time zone with a typing error is shown") {
  CHECK(problems_after("timezone: Europe/London", "timezone: Europe/Lodon") ==
        R"(nas.yaml:4:11: unknown time zone 'Europe/Lodon'
  4 | timezone: Europe/Lodon
    |           ^^^^^^^^^^^^
  help: write 'timezone: Europe/London'
)");
}

TEST_CASE("an edition that is no number is shown") {
  CHECK(problems_after("edition: 3", "edition: three") ==
        R"(nas.yaml:2:10: 'three' is not a whole number
  2 | edition: three
    |          ^^^^^
  help: write 'edition: 1'
)");
}

TEST_CASE("edition nought is shown") {
  CHECK(problems_after("edition: 3", "edition: 0") ==
        R"(nas.yaml:2:10: 'edition' must be 1 to 1000000
  2 | edition: 0
    |          ^
  help: write 'edition: 1'
)");
}

TEST_CASE("a time of looking that is no time is shown") {
  CHECK(problems_after("look: every day at 06:30", "look: every day at 25:30") ==
        R"(nas.yaml:8:9: 'every day at 25:30' does not say when to look
  8 |   look: every day at 25:30
    |         ^^^^^^^^^^^^^^^^^^
  help: write 'look: every day at 06:30'
)");
}

TEST_CASE("a window that is no window is shown") {
  CHECK(problems_after("delete: Monday to Thursday 10:00 to 16:00", "delete: weekdays 10:00 to 16:00") ==
        R"(nas.yaml:9:11: 'weekdays 10:00 to 16:00, not on or just before a holiday' is not a window of hours
  9 |   delete: weekdays 10:00 to 16:00, not on or just before a holiday
    |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  help: write 'delete: Monday to Thursday 10:00 to 16:00, not on or just before a holiday'
)");
}

TEST_CASE("yes is written yes, not true") {
  CHECK(problems_after("destructive: yes }", "destructive: true }") ==
        R"(nas.yaml:15:72: 'destructive' is yes or no, not 'true'
  15 |   deleted:  { meaning: "cannot be used, can be restored", destructive: true }
     |                                                                        ^^^^
  help: write 'destructive: yes'
)");
}

TEST_CASE("an event that no feed reports under that name is shown") {
  CHECK(problems_after("  login:   {", "  logon:   {") ==
        R"(nas.yaml:19:3: the event 'logon' is reported by no feed
  19 |   logon:   { from: [active, inactive], to: active }
     |   ^^^^^
  help: did you mean 'login'?
)");
}

TEST_CASE("an unknown fact is shown") {
  CHECK(problems_after("latest of last_login, last_sent", "latest of last_login, last_read") ==
        R"(nas.yaml:27:36: unknown fact 'last_read'
  27 |   last_used: latest of last_login, last_read, activated, joined, restored, created
     |                                    ^^^^^^^^^
  help: did you mean 'last_sent'?
)");
}

TEST_CASE("facts without latest of is shown") {
  CHECK(
      problems_after("latest of last_login, last_sent", "last_login, last_sent") ==
      R"(nas.yaml:27:14: 'last_login, last_sent, activated, joined, restored, created' does not start with 'latest of'
  27 |   last_used: last_login, last_sent, activated, joined, restored, created
     |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  help: write 'last_used: latest of last_login, joined, restored, created'
)");
}

TEST_CASE("a hold without an end is shown") {
  CHECK(
      problems_after("under_query:  { by: nas_team, at_most: 30 days }", "under_query:  { by: nas_team }") ==
      R"(nas.yaml:33:3: hold 'under_query' needs one of 'at_most' and 'until'
  33 |   under_query:  { by: nas_team }
     |   ^^^^^^^^^^^
  help: write 'at_most: 30 days' or 'until: released'
)");
}

TEST_CASE("an exact window in days is shown") {
  CHECK(problems_after("within: 720 hours in deleted", "within: 30 days in deleted") ==
        R"(nas.yaml:22:49: '30 days in deleted' is not exact; what a person may still do is counted in hours
  22 |   restore: { from: deleted, to: active, within: 30 days in deleted, by: nas_team,
     |                                                 ^^^^^^^^^^^^^^^^^^
  help: write 'within: 720 hours in deleted'
)");
}

TEST_CASE("an amount without a unit is shown") {
  CHECK(problems_after("at_most: 50 notices or 5 percent,    ", "at_most: 5,                  ") ==
        R"(nas.yaml:84:35: '5' is a number without a unit
  84 |     - { count: notices,  at_most: 5,                  per: day }
     |                                   ^
  help: write 'at_most: 10 accounts or 0.5 percent'
)");
}

TEST_CASE("more than all is shown") {
  CHECK(problems_after("at_most: 50 notices or 5 percent,    ", "at_most: 105 percent,                  ") ==
        R"(nas.yaml:84:35: '105 percent' is not an amount
  84 |     - { count: notices,  at_most: 105 percent,                  per: day }
     |                                   ^^^^^^^^^^^
  help: write 'at_most: 10 accounts or 0.5 percent'
)");
}

TEST_CASE("a guard per fortnight is shown") {
  CHECK(problems_after("per: 7 days", "per: fortnight") ==
        R"(nas.yaml:80:68: 'fortnight' is nothing to count per
  80 |     - { count: deleted,  at_most: 30 accounts or 1.5 percent, per: fortnight }
     |                                                                    ^^^^^^^^^
  help: write 'per: run', 'per: day', 'per: 7 days' or 'per: organisation'
)");
}

TEST_CASE("a guard that does something else is shown") {
  CHECK(problems_after("do: stop the rule", "do: carry on") ==
        R"(nas.yaml:86:20: 'carry on' is nothing that a guard can do
  86 |   when_over: { do: carry on, tell: duty_manager, approvers: 2, approval_lasts: 24 hours }
     |                    ^^^^^^^^
  help: write 'do: stop the rule'
)");
}

TEST_CASE("a share of usual is shown") {
  CHECK(problems_after("60 percent of usual", "60 percent") ==
        R"(nas.yaml:90:46: '60 percent' is not a share of the usual rows
  90 |   logins:  { fresh: 36 hours, rows_at_least: 60 percent, missing_at_most: 10 percent }
     |                                              ^^^^^^^^^^
  help: write 'rows_at_least: 60 percent of usual'
)");
}

TEST_CASE("an address has one at sign") {
  CHECK(problems_after("team: duty-team@nas.example", "team: duty@team@nas.example") ==
        R"(nas.yaml:98:31: 'duty@team@nas.example' is not an e-mail address
  98 |   otherwise:          { team: duty@team@nas.example }          # mandatory
     |                               ^^^^^^^^^^^^^^^^^^^^^
  help: write 'team: duty-team@nas.example'
)");
}

TEST_CASE("an address has no blanks") {
  CHECK(problems_after("team: duty-team@nas.example", "team: duty team@nas.example") ==
        R"(nas.yaml:98:31: 'duty team@nas.example' is not an e-mail address
  98 |   otherwise:          { team: duty team@nas.example }          # mandatory
     |                               ^^^^^^^^^^^^^^^^^^^^^
  help: write 'team: duty-team@nas.example'
)");
}

TEST_CASE("no route for the rest is shown") {
  CHECK(problems_after("  otherwise:          { team: duty-team@nas.example }          # mandatory\n", "") ==
        R"(nas.yaml:95:3: missing key 'otherwise'
  95 |   by: organisation_type
     |   ^^
  help: write 'otherwise: { team: duty-team@nas.example }'
)");
}

TEST_CASE("routes by nothing known is shown") {
  CHECK(problems_after("  by: organisation_type", "  by: organisation_kind") ==
        R"(nas.yaml:95:7: routes cannot go by 'organisation_kind'
  95 |   by: organisation_kind
     |       ^^^^^^^^^^^^^^^^^
  help: did you mean 'organisation_type'?
)");
}

TEST_CASE("what an event asks of other accounts is read, and shown where it is wrong") {
  CHECK(problems_after("unique: mobile, at_most: 10 user accounts per organisation }",
                       "unique: email, at_most: 10 user accounts per organisation }")
            .find("accounts cannot be told apart by 'email'") != std::string::npos);
  for (const std::string phrase :
       {"10 accounts", "0 user accounts per organisation", "10 human accounts per organisation",
        "10 user accounts per site", "ten user accounts per organisation"}) {
    CHECK(
        problems_after("at_most: 10 user accounts per organisation }", "at_most: " + phrase + " }")
            .find("'" + phrase + "' does not say how many accounts of which kind an organisation may have") !=
        std::string::npos);
  }
}

}  // namespace lapse::rules::tests
