#include "adapters/report/timeline_text.h"

#include <doctest/doctest.h>

#include "adapters/report/timeline_json.h"
#include "tests/adapters/report/support.h"

namespace lapse::adapters::report::tests {

TEST_CASE("the timeline of the shipped policy is a page to decide by") {
  const auto policy = nas();
  const auto timeline = rules::timeline(policy, {}, day("2026-01-01"));
  CHECK(timeline_text(timeline, policy, false) == R"(Timeline of nas-account-lifecycle, edition 3
Day 0 is the day of the last use, or of the decision with which a way starts. A period of 90 days
leaves day 90 to the person and is over on day 91.

deleted: cannot be used, can be restored
  if nobody does anything, on day 182 at the earliest:
    day    0  last use, in active
    day   61  mark-inactive warns, 30 days before; again on day 77, 84 and 90
    day   91  mark-inactive: active -> inactive
    day  122  delete-inactive warns, 60 days before; again on day 152, 168, 175 and 181
    day  182  delete-inactive: inactive -> deleted
  on day 185 at the latest, if nobody does anything; the delete window can be closed for 3 days
  after a decision of a person, on day 31 at the earliest:
    day    0  in active
    day    0  somebody decides: leaver: active -> leaver, by nas_team or local_admin
    day   10  delete-leaver warns, 21 days before; again on day 24 and 30
    day   31  delete-leaver: leaver -> deleted
  the first warning comes at least 7 days before

purged: gone for ever, personal data erased
  if nobody does anything, on day 213 at the earliest:
    day    0  last use, in active
    day   61  mark-inactive warns, 30 days before; again on day 77, 84 and 90
    day   91  mark-inactive: active -> inactive
    day  122  delete-inactive warns, 60 days before; again on day 152, 168, 175 and 181
    day  182  delete-inactive: inactive -> deleted
    day  206  purge-deleted warns, 7 days before; again on day 212
    day  213  purge-deleted: deleted -> purged
  on day 219 at the latest, if nobody does anything; the delete window can be closed for 3 days
  after a decision of a person, on day 62 at the earliest:
    day    0  in active
    day    0  somebody decides: leaver: active -> leaver, by nas_team or local_admin
    day   10  delete-leaver warns, 21 days before; again on day 24 and 30
    day   31  delete-leaver: leaver -> deleted
    day   55  purge-deleted warns, 7 days before; again on day 61
    day   62  purge-deleted: deleted -> purged
  the first warning comes at least 7 days before

There is no longest way: every use of the account starts it anew. A hold stops every rule:
long_absence for at most 18 months, under_query for at most 30 days and legal until it is released.
Guards and feeds that are not believed only put a step off.

Searched: 5 states, 4 rules, 4 events
  proved   no way leads to a destructive state without a warning
  proved   a person can lead an account out of every state that is not final
    active: leaver to leaver
    inactive: login to active or leaver to leaver
    leaver: joiner to active
    deleted: restore to active within 720 hours
)");
}

TEST_CASE("what cannot be said is null in JSON") {
  rules::Timeline timeline;
  timeline.endings.push_back({"deleted", std::nullopt, rules::Way{}, std::nullopt, std::nullopt});
  CHECK(
      one_line(timeline_json(timeline)) ==
      R"({"proved":true,"endings":[{"state":"deleted","alone":null,"decided":{"days":0,"steps":[]},"at_the_latest":null,"warned_at_least":null}],"window_wait":null,"exits":[],"unwarned":[],"without_exit":[]})");
}

}  // namespace lapse::adapters::report::tests
