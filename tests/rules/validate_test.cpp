#include <doctest/doctest.h>

#include "tests/rules/policy_text.h"

namespace lapse::rules::tests {

TEST_CASE("a state that nobody defined is shown") {
  CHECK(problems_after("    to: inactive\n", "    to: inactve\n") ==
        R"(nas.yaml:44:9: no state is called 'inactve'
  44 |     to: inactve
     |         ^^^^^^^
  help: did you mean 'inactive'?
)");
}

TEST_CASE("an event into nowhere is shown") {
  CHECK(problems_after("to: leaver, by:", "to: lever, by:") ==
        R"(nas.yaml:20:44: no state is called 'lever'
  20 |   leaver:  { from: [active, inactive], to: lever, by: [nas_team, local_admin], tell: { send: remove-...
     |                                            ^^^^^
  help: did you mean 'leaver'?
)");
}

TEST_CASE("a guard on a state that nobody defined is shown") {
  CHECK(problems_after("count: inactive,", "count: inactiv,") ==
        R"(nas.yaml:83:16: a guard cannot count 'inactiv'
  83 |     - { count: inactiv, at_most: 50 accounts or 3 percent,   per: run }
     |                ^^^^^^^
  help: did you mean 'inactive'?
)");
}

TEST_CASE("a destructive rule without warning is shown") {
  CHECK(
      problems_after(
          R"(    warn: { days_before: [21, 7, 1], send: leaver-ending, to: [account, personal_email, site_owner] }
    notice: 7 days
)",
          "") ==
      R"(nas.yaml:59:11: accounts become 'deleted' without a warning
  59 |   - rule: delete-leaver
     |           ^^^^^^^^^^^^^
  help: write 'warn: { days_before: [30, 14, 7, 1], send: soon-deleted, to: [personal_email, site_owner] }' and 'notice: 14 days'
)");
}

TEST_CASE("a warning without notice is shown") {
  CHECK(problems_after("    notice: 14 days\n", "") ==
        R"(nas.yaml:54:11: a warning without a 'notice'
  54 |     warn: { days_before: [60, 30, 14, 7, 1], send: soon-deleted, to: [personal_email, mobile, site_o...
     |           ^
  help: write 'notice: 7 days', what a late warning still leaves
)");
}

TEST_CASE("a notice without warning is shown") {
  CHECK(problems_after("    warn: { days_before: [30, 14, 7, 1], send: soon-inactive, to: [account, "
                       "personal_email, site_owner] }\n",
                       "") ==
        R"(nas.yaml:42:13: a notice without a warning
  42 |     notice: 7 days
     |             ^^^^^^
  help: write 'warn: { days_before: [30, 14, 7, 1], send: soon-inactive, to: [account] }'
)");
}

TEST_CASE("a notice longer than the ladder is shown") {
  CHECK(problems_after("notice: 14 days", "notice: 61 days") ==
        R"(nas.yaml:55:13: a notice of 61 days is longer than the first warning, 60 days before
  55 |     notice: 61 days
     |             ^^^^^^^
  help: warn earlier, or write 'notice: 60 days'
)");
}

TEST_CASE("a ladder that climbs is shown") {
  CHECK(problems_after("days_before: [30, 14, 7, 1]", "days_before: [30, 7, 14, 1]") ==
        R"(nas.yaml:42:34: 14 comes after 7
  42 |     warn: { days_before: [30, 7, 14, 1], send: soon-inactive, to: [account, personal_email, site_own...
     |                                  ^^
  help: write the days from the largest down
)");
}

TEST_CASE("a step twice is shown") {
  CHECK(problems_after("days_before: [30, 14, 7, 1]", "days_before: [30, 14, 14, 1]") ==
        R"(nas.yaml:42:35: 14 is there twice
  42 |     warn: { days_before: [30, 14, 14, 1], send: soon-inactive, to: [account, personal_email, site_ow...
     |                                   ^^
  help: keep one of them
)");
}

TEST_CASE("a ladder longer than the period is shown") {
  CHECK(problems_after("days_before: [21, 7, 1]", "days_before: [31, 7, 1]") ==
        R"(nas.yaml:63:27: a warning 31 days before the end of 30 days would be due before the period starts
  63 |     warn: { days_before: [31, 7, 1], send: leaver-ending, to: [account, personal_email, site_owner] ...
     |                           ^^
  help: warn at most 30 days before, or lengthen 'after'
)");
}

TEST_CASE("a rule out of a final state is shown") {
  CHECK(problems_after(R"(    from: deleted
    after: 30 days in deleted)",
                       R"(    from: purged
    after: 30 days in purged)") ==
        R"(nas.yaml:70:11: 'purged' is final: nothing leaves it
  70 |     from: purged
     |           ^^^^^^
  help: start the rule in another state
nas.yaml:74:9: the rule ends where it starts, in 'purged'
  74 |     to: purged
     |         ^^^^^^
  help: write the state that the account comes into
)");
}

TEST_CASE("a rule in a circle is shown") {
  CHECK(problems_after("    to: inactive\n", "    to: active\n") ==
        R"(nas.yaml:44:9: the rule ends where it starts, in 'active'
  44 |     to: active
     |         ^^^^^^
  help: write the state that the account comes into
)");
}

TEST_CASE("one name for two rules is shown") {
  CHECK(problems_after("  - rule: delete-leaver", "  - rule: delete-inactive") ==
        R"(nas.yaml:59:11: a second rule 'delete-inactive', the first is at 49:11
  59 |   - rule: delete-inactive
     |           ^^^^^^^^^^^^^^^
  help: give one of them another name
)");
}

TEST_CASE("two rules for one account is shown") {
  CHECK(
      problems_after(R"(    from: leaver                          # user accounts and shared mailboxes alike
    after: 30 days in leaver)",
                     R"(    from: inactive
    after: 30 days in inactive)") ==
      R"(nas.yaml:59:11: rules 'delete-inactive' (at 49:11) and 'delete-leaver' both start in 'inactive' and can meet in one account
  59 |   - rule: delete-leaver
     |           ^^^^^^^^^^^^^
  help: give them conditions that exclude each other, such as 'only: [kind is user]' and 'only: [kind is shared]', or write 'before: delete-leaver' in 'delete-inactive' if that one comes first
)");
}

TEST_CASE("a destructive state without a limit is shown") {
  CHECK(problems_after("    - { count: purged,   at_most: 10 accounts or 0.5 percent, per: run }\n", "") ==
        R"(nas.yaml:16:3: no guard limits how many accounts become 'purged'
  16 |   purged:   { meaning: "gone for ever, personal data erased", destructive: yes, final: yes }
     |   ^^^^^^
  help: write '{ count: purged, at_most: 10 accounts or 0.5 percent, per: run }' under 'limits' of 'guards'
)");
}

TEST_CASE("a limit twice is shown") {
  CHECK(problems_after("count: purged,   at_most", "count: deleted,  at_most") ==
        R"(nas.yaml:16:3: no guard limits how many accounts become 'purged'
  16 |   purged:   { meaning: "gone for ever, personal data erased", destructive: yes, final: yes }
     |   ^^^^^^
  help: write '{ count: purged, at_most: 10 accounts or 0.5 percent, per: run }' under 'limits' of 'guards'
nas.yaml:82:16: a second limit for 'deleted' over the same time, the first is at 79:16
  82 |     - { count: deleted,  at_most: 10 accounts or 0.5 percent, per: run }
     |                ^^^^^^^
  help: keep the smaller of the two
)");
}

TEST_CASE("a restore that outlasts the purge is shown") {
  CHECK(problems_after("within: 720 hours in deleted", "within: 721 hours in deleted") ==
        R"(nas.yaml:22:49: 721 hours outlast 'deleted', which the rule 'purge-deleted' may end after 30 days
  22 |   restore: { from: deleted, to: active, within: 721 hours in deleted, by: nas_team,
     |                                                 ^^^^^^^^^^^^^^^^^^^^
  help: write at most '720 hours in deleted'
)");
}

TEST_CASE("a restore window in a state it does not start in is shown") {
  CHECK(problems_after("within: 720 hours in deleted", "within: 720 hours in inactive") ==
        R"(nas.yaml:22:49: the event does not start in 'inactive'
  22 |   restore: { from: deleted, to: active, within: 720 hours in inactive, by: nas_team,
     |                                                 ^^^^^^^^^^^^^^^^^^^^^
  help: count in a state that 'from' names
)");
}

TEST_CASE("no window for deletions is shown") {
  CHECK(
      problems_after("  delete: Monday to Thursday 10:00 to 16:00, not on or just before a holiday\n", "") ==
      R"(nas.yaml:7:3: the calendar does not say when accounts may become 'deleted'
  7 |   holidays: england-and-wales
    |   ^^^^^^^^
  help: write 'delete: Monday to Thursday 10:00 to 16:00, not on or just before a holiday'
)");
}

TEST_CASE("holidays that no calendar names is shown") {
  CHECK(problems_after("  holidays: england-and-wales\n", "") ==
        R"(nas.yaml:8:11: the window leaves out holidays, but no calendar names them
  8 |   delete: Monday to Thursday 10:00 to 16:00, not on or just before a holiday
    |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  help: write 'holidays: england-and-wales'
)");
}

TEST_CASE("a final state that destroys nothing is shown") {
  CHECK(problems_after("destructive: yes, final: yes", "final: yes") ==
        R"(nas.yaml:16:3: the state 'purged' is final, but not destructive
  16 |   purged:   { meaning: "gone for ever, personal data erased", final: yes }
     |   ^^^^^^
  help: nothing leaves a final state and personal data is erased: write 'destructive: yes' too
)");
}

TEST_CASE("accounts that start deleted is shown") {
  CHECK(problems_after(R"(  active:   { meaning: "in use" })",
                       R"(  active:   { meaning: "in use", destructive: yes })") ==
        R"(nas.yaml:12:3: accounts start in 'active', which is destructive
  12 |   active:   { meaning: "in use", destructive: yes }
     |   ^^^^^^
  help: put the state of a normal account first
nas.yaml:12:3: no guard limits how many accounts become 'active'
  12 |   active:   { meaning: "in use", destructive: yes }
     |   ^^^^^^
  help: write '{ count: active, at_most: 10 accounts or 0.5 percent, per: run }' under 'limits' of 'guards'
)");
}

TEST_CASE("conditions that nobody meets is shown") {
  CHECK(problems_after(R"(    only: [kind is user]
    after: 90 days since last_used)",
                       R"(    only: [kind is user, kind is not user]
    after: 90 days since last_used)") ==
        R"(nas.yaml:37:11: no account can meet all conditions of 'mark-inactive'
  37 |   - rule: mark-inactive
     |           ^^^^^^^^^^^^^
  help: its 'only' and 'unless' exclude each other
)");
}

}  // namespace lapse::rules::tests
