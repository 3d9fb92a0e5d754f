// Several ladders of one rule, and rules that come before each other, on a real database.
#include <doctest/doctest.h>

#include "tests/world.h"

namespace lapse::tests {
namespace {

constexpr const char* kWarn =
    "    warn: { days_before: [30, 14, 7, 1], send: soon-inactive, to: [account, personal_email, site_owner] "
    "}";

std::string with_team_ladder() {
  return replaced(shipped_policy(), kWarn,
                  "    warn:\n"
                  "      - { days_before: [30, 14, 7, 1], send: soon-inactive, to: [account] }\n"
                  "      - { days_before: [10, 7], send: inactive-ahead, to: [team] }");
}

}  // namespace

TEST_CASE("the team has a ladder of its own beside that of the account") {
  World world(with_team_ladder());
  world.person({.id = "ann"});
  world.run_until("2026-04-02 12:00");
  CHECK(world.sent("ann") ==
        "2026-03-03 soon-inactive 30 account\n"
        "2026-03-19 soon-inactive 14 account\n"
        "2026-03-23 inactive-ahead 10 team\n"
        "2026-03-26 soon-inactive 7 account\n"
        "2026-03-26 inactive-ahead 7 team\n"
        "2026-04-01 soon-inactive 1 account\n"
        "2026-04-02 now-inactive personal_email\n");
}

TEST_CASE("a message that stands for missed steps speaks for the ladders of all of them") {
  World world(with_team_ladder());
  world.person({.id = "ann", .last_used = "2025-06-01 10:00"});
  world.run_until("2026-01-09 12:00");
  CHECK(world.sent("ann") ==
        "2026-01-02 soon-inactive 7 account\n"
        "2026-01-02 inactive-ahead 7 team\n"
        "2026-01-08 soon-inactive 1 account\n"
        "2026-01-09 now-inactive personal_email\n");
}

TEST_CASE("who has no address for the ladder of the account is left alone, though the team could be told") {
  World world(with_team_ladder());
  world.person({.id = "ann"});
  world.person({.id = "bob"});
  world.import_people("2026-02-01 06:30");
  world.database().execute("UPDATE account SET email = '' WHERE id = 'bob'");
  world.pass("2026-03-30 06:30");
  CHECK(world.account("ann").facts.warned_step == 7);
  CHECK(world.account("bob").facts.warned_step == 0);
}

TEST_CASE("an account that two rules are about is moved by the one that comes first") {
  World world(replaced(shipped_policy(), "  - rule: mark-inactive",
                       "  - rule: mark-pharmacies\n"
                       "    says: A pharmacy has more time.\n"
                       "    from: active\n"
                       "    only: [organisation_type is community_pharmacy]\n"
                       "    before: mark-inactive\n"
                       "    after: 120 days since last_used\n"
                       "    to: inactive\n\n"
                       "  - rule: mark-inactive"));
  world.person({.id = "ann"});
  world.person({.id = "bob", .type = "dental_practice"});
  world.run_until("2026-05-02 12:00");
  CHECK(world.story("ann") == "2026-01-02 arrive\n2026-05-02 active -> inactive by mark-pharmacies\n");
  CHECK(world.state("bob") == "inactive");
}

}  // namespace lapse::tests
