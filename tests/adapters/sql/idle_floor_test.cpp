// The floor that stands in the index for the time of last use: behind it, never before it.
#include <doctest/doctest.h>

#include "tests/world.h"

namespace lapse::tests {
namespace {

std::int64_t floor_of(World& world, const std::string& id) {
  return world.database().number("SELECT idle_floor FROM account WHERE id = :id", {{"id", id}});
}

}  // namespace

TEST_CASE("a sign-in leaves the floor where it is, and so does a plan; the night that meets it raises it") {
  World world;
  world.person({.id = "ann", .last_used = "2026-01-01 10:00"});
  world.import_people("2026-01-02 06:30");
  CHECK(floor_of(world, "ann") == london("2026-01-01 10:00").seconds);

  world.login("ann", "2026-01-20 10:00");
  world.import_logins("2026-01-21 06:30");
  CHECK(world.account("ann").facts.idle_since == london("2026-01-20 10:00").seconds);
  CHECK(floor_of(world, "ann") == london("2026-01-01 10:00").seconds);

  world.pass("2026-02-20 12:00");  // long before a first warning, nobody looks for her
  CHECK(floor_of(world, "ann") == london("2026-01-01 10:00").seconds);
  world.plan("2026-03-10 12:00");
  CHECK(floor_of(world, "ann") == london("2026-01-01 10:00").seconds);
  CHECK(world.pass("2026-03-10 12:00").run.planned == 0);
  CHECK(floor_of(world, "ann") == london("2026-01-20 10:00").seconds);
}

TEST_CASE("a sign-in raises a floor that is far behind, so that no night has to") {
  World world;
  world.person({.id = "ann", .last_used = "2026-01-01 10:00"});
  world.import_people("2026-01-02 06:30");
  world.login("ann", "2026-02-20 10:00");
  world.import_logins("2026-02-21 06:30");
  CHECK(floor_of(world, "ann") == london("2026-02-20 10:00").seconds);
}

TEST_CASE("whose floor is not known is found like everybody else") {
  World world;
  for (const auto* id : {"ann", "bob"}) world.person({.id = id, .last_used = "2026-01-01 10:00"});
  world.import_people("2026-01-02 06:30");
  world.database().execute("UPDATE account SET idle_floor = 0 WHERE id = 'bob'");
  world.run_until("2026-04-10 12:00");
  CHECK(world.state("bob") == "inactive");
  CHECK(world.story("bob") == world.story("ann"));
}

TEST_CASE("no floor is later than the last use: the database refuses it") {
  World world;
  world.person({.id = "ann", .last_used = "2026-01-01 10:00"});
  world.import_people("2026-01-02 06:30");
  CHECK_THROWS_AS(world.database().execute("UPDATE account SET idle_floor = idle_since + 1"),
                  engine::StoreError);
  CHECK_THROWS_AS(world.database().execute("UPDATE account SET idle_since = idle_since - 1"),
                  engine::StoreError);
}

}  // namespace lapse::tests
