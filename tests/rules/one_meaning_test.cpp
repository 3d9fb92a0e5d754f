// The same rule selects the same accounts in memory and in SQL, and both do what its words say (INV13).
//
// Populations are made up around every boundary of a policy, with fixed seeds that a failure names.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <vector>

#include "tests/property/trial.h"
#include "tests/world.h"

namespace lapse::tests {
namespace {

constexpr int kPeople = 400;

// Conditions of every shape, two rules for one state, ladders with and without room between their steps.
constexpr const char* kOtherRules = R"(rules:
  - rule: rest-dental
    says: A dental account that is not used for 40 days becomes inactive.
    from: active
    only: [organisation_type is dental_practice, kind is user or guest]
    unless: [sole_owner is yes, administered_by is local]
    after: 40 days since last_used
    warn: { days_before: [10, 3], send: soon-inactive, to: [mobile, personal_email] }
    notice: 10 days
    to: inactive

  - rule: rest-others
    says: Any other account that is not used for 60 days becomes inactive.
    from: active
    unless: [organisation_type is dental_practice, kind is guest]
    after: 60 days since last_used
    to: inactive

  - rule: delete-sole
    says: An inactive owner of a mailbox is deleted after 20 days, and 45 without use.
    from: inactive
    only: [sole_owner is yes]
    after: [20 days in inactive, 45 days since last_used]
    warn: { days_before: [5, 4, 2], send: soon-deleted, to: [site_owner] }
    notice: 1 day
    to: deleted

  - rule: delete-others
    says: .
    from: inactive
    only: [sole_owner is no, organisation is not F1 or F2 or F3]
    after: [30 days in inactive, 31 days since last_used]
    warn: { days_before: [28, 14], send: soon-deleted, to: [account, site_owner] }
    notice: 20 days
    to: deleted

  - rule: delete-leaver
    says: A leaver with no new organisation is deleted after 30 days.
    from: leaver
    after: 30 days in leaver
    warn: { days_before: [21, 19, 7], send: leaver-ending, to: [account] }
    notice: 7 days
    to: deleted

  - rule: purge-deleted
    says: A deleted account can be restored for 30 days, then it is gone for ever.
    from: deleted
    after: 30 days in deleted
    warn: { days_before: [7, 1], send: last-chance, to: [site_owner, team] }
    notice: 7 days
    to: purged

)";

// Facts that may be missing, days, one of several, three rules for one state, and ladders beside ladders.
constexpr const char* kRulesInOrder = R"(rules:
  - rule: rest-unknown
    says: An account that nobody can be asked about becomes inactive after 30 days.
    from: active
    only: [any: [organisation is missing, display_name is missing, administered_by is not nas], kind is not shared]
    unless: [any: [email is missing, last_login is after 2026-06-01], created is missing]
    before: [rest-old, rest-others]
    after: 30 days since last_used
    warn:
      - { days_before: [14, 3], send: soon-inactive, to: [account] }
      - { days_before: [7, 3], send: rest-ahead, to: [mobile, personal_email] }
    notice: 5 days
    to: inactive

  - rule: rest-old
    says: An old account becomes inactive after 50 days.
    from: active
    only: [created is before 2026-03-29, last_used is not before 2025-06-01]
    unless: [mobile is missing]
    before: rest-others
    after: 50 days since last_used
    to: inactive

  - rule: rest-others
    says: Any other account becomes inactive after 60 days.
    from: active
    only: [any: [last_login is missing, last_login is before 2026-10-25, created is not after 2026-01-01]]
    after: [60 days since last_used, 10 days in active]
    warn: { days_before: [10, 9], send: soon-inactive, to: [personal_email, site_owner] }
    notice: 9 days
    to: inactive

  - rule: delete-all
    says: .
    from: inactive
    only: [created is not before 2000-02-29, personal_email is not missing]
    after: 30 days in inactive
    warn:
      - { days_before: [21, 1], send: soon-deleted, to: [mobile] }
      - { days_before: [21, 7], send: deletions-ahead, to: [team] }
      - { days_before: [7, 1], send: last-word, to: [account] }
    notice: 10 days
    to: deleted

)";

// The second rule is about nobody: everybody belongs to the first.
constexpr const char* kNobodyLeft = R"(rules:
  - rule: rest-all
    says: Any account that is not used for 60 days becomes inactive.
    from: active
    before: rest-local
    after: 60 days since last_used
    to: inactive

  - rule: rest-local
    says: .
    from: active
    only: [administered_by is local]
    after: 30 days since last_used
    to: inactive

)";

std::string policy_with(const char* rules) {
  std::string text = shipped_policy();
  const auto from = text.find("rules:\n  - rule:");
  const auto to = text.find("guards:");
  return text.replace(from, to - from, rules);
}

// Instants around the changes of the clock, a leap day, midnights, and quarters of a year after them.
const std::vector<std::string> kInstants{"2026-03-29 00:30", "2026-03-29 06:30",    "2026-03-30 00:00",
                                         "2026-06-27 00:30", "2026-06-28 00:59:59", "2026-10-25 06:30",
                                         "2026-10-26 00:00", "2027-01-23 23:59:59", "2026-11-24 23:30",
                                         "2028-02-29 12:00", "2028-05-29 00:00",    "2026-08-12 10:00"};

// Every kind of outcome that a policy can have was met: a proof about nobody would pass in silence.
void check_met(const rules::Policy& policy, std::map<std::string, int>& seen) {
  for (const auto& rule : policy.rules) {
    INFO(rule.name);
    CHECK(seen["move " + rule.name] > 0);
    CHECK(seen["acts " + rule.name] > 0);
    if (!rule.warn) continue;
    for (const int step : rule.warn->days_before) {
      INFO(step);
      CHECK(seen["warn " + rule.name + " " + std::to_string(step)] > 0);
    }
    const bool team = std::ranges::all_of(rule.warn->ladders, [](const rules::Ladder& ladder) {
      return std::ranges::find(ladder.to, rules::Recipient::team) != ladder.to.end();
    });
    CHECK((seen["unreachable " + rule.name] > 0) == !team);
  }
}

void prove(const std::string& text, std::uint64_t first_seed) {
  const auto book = rulebook_of(text);
  std::map<std::string, int> seen;
  for (std::size_t i = 0; i < kInstants.size(); ++i) {
    const std::uint64_t seed = first_seed + i;
    INFO("seed ", seed, " at ", kInstants[i]);
    const Trial trial(book.policy, london(kInstants[i]), seed, kPeople);
    trial.sql_and_memory_agree();
    trial.words_agree(seen);
    trial.forecasts_agree(seen);
  }
  check_met(book.policy, seen);
}

}  // namespace

TEST_CASE("INV2 INV4 INV13: the shipped policy has one meaning, in memory, in SQL and in words") {
  prove(shipped_policy(), 1000);
}

TEST_CASE("INV2 INV4 INV13: so has a policy with exceptions, two rules for a state and odd ladders") {
  prove(policy_with(kOtherRules), 2000);
}

TEST_CASE("INV2 INV4 INV13: so has one with missing facts, days, any, rules in order and several ladders") {
  prove(policy_with(kRulesInOrder), 3000);
}

TEST_CASE("INV4 INV13: a rule without conditions leaves nobody to those that come after it") {
  const auto book = rulebook_of(policy_with(kNobodyLeft));
  Trial::Seen seen;
  const Trial trial(book.policy, london("2026-08-12 10:00"), 4000, kPeople);
  trial.sql_and_memory_agree();
  trial.words_agree(seen);
  trial.forecasts_agree(seen);
  CHECK(seen["move rest-all"] > 0);
  CHECK(seen["move rest-local"] == 0);
}

}  // namespace lapse::tests
