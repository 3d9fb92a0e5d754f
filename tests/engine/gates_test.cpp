// What keeps a pass from deleting: stale feeds, gaps in time, guards; and that the rest of the night goes on.
#include <doctest/doctest.h>

#include "engine/guards.h"
#include "tests/world.h"

namespace lapse::tests {
namespace {

// A crowd of inactive people who were told in time that 6 July 2026, a Monday, is their last day.
void inactive_crowd(World& world, int count, const std::string& organisation = "") {
  for (int i = 0; i < count; ++i) {
    const std::string number = std::to_string(i);
    world.person({.id = "in" + number,
                  .last_used = "2026-01-02 10:00",
                  .state = "inactive",
                  .since = "2026-04-05 06:30",
                  .organisation = organisation.empty() ? "FX" + number : organisation});
  }
}

bool has_obstacle(const engine::Plan& plan, const std::string& what) {
  for (const auto& obstacle : plan.obstacles) {
    if (obstacle.what == what) return true;
  }
  return false;
}

}  // namespace

TEST_CASE(
    "INV3: nobody is deleted or marked on a login feed that is older than the policy allows; warnings go "
    "on") {
  World world;
  world.person({.id = "ann", .last_used = "2026-01-01 10:00"});
  world.person({.id = "bob", .last_used = "2026-04-04 10:00"});
  world.logins_feed_stops("2026-06-29 12:00");
  world.run_until("2026-07-06 12:00");
  CHECK(world.state("ann") == "inactive");  // due on 2 July
  CHECK(world.state("bob") == "active");    // due on 4 July
  CHECK(world.story("bob").find("2026-07-03 warn 1 for 2026-07-04") != std::string::npos);
  CHECK(has_obstacle(world.plan("2026-07-06 12:30"), "feed"));
}

TEST_CASE("INV3: an accounts feed without sign-ins does not pass for a fresh feed of them") {
  World world;
  world.run_until("2026-01-05 12:00");
  world.database().execute("UPDATE feed SET logins_at = 0 WHERE source = 'accounts'");
  world.database().execute("UPDATE feed SET logins_at = logins_at - 172800 WHERE source = 'logins'");
  CHECK(has_obstacle(world.plan("2026-01-05 12:30"), "feed"));
}

TEST_CASE("INV3: nobody is deleted who is known to have signed in after the anchor") {
  World world;
  world.person({.id = "ann", .last_used = "2026-01-01 10:00"});
  world.login("ann", "2026-07-02 09:59:59");  // a second before the window opens
  world.run_until("2026-07-02 12:00");
  CHECK(world.state("ann") == "active");
}

TEST_CASE("INV15: as_of never decreases") {
  World world;
  world.run_until("2026-01-05 12:00");
  CHECK_THROWS_AS(world.pass("2026-01-05 09:00"), engine::PassRefused);
  CHECK(world.store().engine_state().last_as_of == london("2026-01-05 10:00"));
}

TEST_CASE("INV15: after a gap of more than 26 hours nothing destructive happens until somebody says why") {
  World world;
  world.person({.id = "ann", .last_used = "2026-01-01 10:00"});
  world.run_until("2026-07-01 12:00");
  world.night("2026-07-06 10:00");
  CHECK(world.state("ann") == "inactive");
  world.run_until("2026-07-07 12:00");
  CHECK(world.state("ann") == "inactive");
  auto gap = world.store().gaps().at(0);
  CHECK(gap.from == london("2026-07-01 10:00"));
  gap.acknowledged_at = london("2026-07-07 13:00");
  auto transaction = world.store().begin(world.hands().lease, {0});
  transaction->save_gap(gap);
  transaction->commit();
  world.run_until("2026-07-08 12:00");
  CHECK(world.state("ann") == "deleted");
}

TEST_CASE("INV11: a rule over its limit stops before the first account, and the rest of the night goes on") {
  World world;
  inactive_crowd(world, 31);
  for (int i = 0; i < 40; ++i)
    world.person({.id = "ok" + std::to_string(i), .last_used = "2026-04-06 10:00"});
  world.run_until("2026-07-06 09:00");
  const auto result = world.night("2026-07-06 10:00");
  CHECK(result.run.moved == 0);
  REQUIRE(result.plan.stops.size() == 1);
  CHECK(result.plan.stops.front().rule == "delete-inactive");
  CHECK(result.plan.stops.front().would_have == 31);
  CHECK(result.plan.stops.front().limit == 10);
  CHECK(result.plan.tally.moves.empty());
  CHECK(world.state("ok0") == "inactive");
  CHECK(world.state("in0") == "inactive");
}

TEST_CASE("INV11: what is within every limit goes through, and seven days are counted together") {
  World world;
  inactive_crowd(world, 8);
  world.run_until("2026-07-06 12:00");
  CHECK(world.state("in0") == "deleted");
  CHECK(world.store().moved_since("deleted", london("2026-07-01")) == 8);
}

TEST_CASE("INV11: too many at one organisation are stopped there, and nowhere else") {
  World world;
  inactive_crowd(world, 4, "FA009");
  world.person({.id = "elsewhere",
                .last_used = "2026-01-02 10:00",
                .state = "inactive",
                .since = "2026-04-05 06:30",
                .organisation = "FA010"});
  world.run_until("2026-07-06 12:00");
  CHECK(world.state("in0") == "inactive");
  CHECK(world.state("elsewhere") == "deleted");
}

TEST_CASE("INV11: one mass mailing is stopped, whichever rule would write it") {
  const auto few = replaced(shipped_policy(), "1000 notices or 5 percent", "5 notices or 5 percent");
  World world(few);
  for (int i = 0; i < 4; ++i)
    world.person({.id = "old" + std::to_string(i), .last_used = "2025-01-01 10:00"});
  world.run_until("2026-01-04 12:00");
  CHECK(world.store().queue().handed == 0);
  CHECK(world.story("old0") == "2026-01-02 arrive\n");
}

TEST_CASE("a limit is whichever is larger, of accounts and of the share of the last good population") {
  rules::Limit limit;
  limit.accounts = 10;
  limit.thousandths_of_percent = 500;  // 0.5 percent
  CHECK(engine::allowed(limit, 100) == 10);
  CHECK(engine::allowed(limit, 20'000) == 100);
  CHECK(engine::allowed(limit, 2'000'000) == 10'000);
}

TEST_CASE("INV18: a plan writes nothing, and is what the run then does") {
  World world;
  world.person({.id = "ann", .last_used = "2026-01-01 10:00"});
  world.run_until("2026-03-02 12:00");
  world.import_logins("2026-03-03 06:30");
  int writes = 0;
  world.database().on_write([&writes](std::string_view) { ++writes; });
  const auto plan = world.plan("2026-03-03 06:30");
  CHECK(writes == 0);
  world.database().on_write(nullptr);
  const auto result = world.pass("2026-03-03 06:30");
  CHECK(plan.hash == result.plan.hash);
  CHECK(plan.tally.warnings.at("mark-inactive").accounts == 1);
}

TEST_CASE("replay: one rule again today, and a second time there is nothing left") {
  World world;
  world.person({.id = "ann", .last_used = "2025-01-01 10:00"});
  world.person({.id = "bob", .last_used = "2025-01-01 10:00"});
  world.import_people("2026-01-05 09:00");
  world.import_logins("2026-01-05 09:00");
  const auto first = world.pass("2026-01-05 09:00", {"mark-inactive", "bob"});
  CHECK(first.run.warned == 1);
  CHECK(world.story("ann") == "2026-01-05 arrive\n");
  CHECK(world.story("bob") == "2026-01-05 arrive\n2026-01-05 warn 7 for 2026-01-12\n");
  CHECK(world.pass("2026-01-05 09:00", {"mark-inactive", "bob"}).plan.tally.accounts() == 0);
  CHECK_THROWS_AS(world.pass("2026-01-05 09:00", {"no-such-rule", ""}), engine::PassRefused);
}

}  // namespace lapse::tests
