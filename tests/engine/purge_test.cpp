// A purge erases the person everywhere, and recognises him when he comes again. Who came back is counted.
#include <doctest/doctest.h>

#include "engine/undo.h"
#include "tests/world.h"

namespace lapse::tests {
namespace {

// Long deleted when the engine first looks, on 2 January 2026: purged after one warning, on the 12th.
Person long_deleted(const std::string& id) {
  return {.id = id, .last_used = "2025-02-01 10:00", .state = "deleted", .since = "2025-11-20 10:00"};
}

// Everything that the database says, but for the words of the policy.
std::string everything(World& world) {
  std::string all;
  for (const auto& [table, columns] : schema_columns()) {
    if (table == "policy_edition") continue;
    for (const auto& column : columns) {
      world.database().read_texts(
          "SELECT " + column + " FROM " + table, [](const auto&) {},
          [&all](const auto& row) { all += std::string(row.front()) + "\n"; });
    }
  }
  return all;
}

}  // namespace

TEST_CASE("INV10: after a purge nothing in the database says who it was, but for the keyed tombstone") {
  World world;
  world.person(long_deleted("ann"));
  world.person({.id = "zoe", .last_used = "2026-01-01 10:00"});
  world.run_until("2026-01-12 18:00");
  REQUIRE(world.state("ann") == "purged");
  const std::string after = everything(world);
  CHECK(after.find("ann@") == std::string::npos);
  CHECK(after.find("zoe@") != std::string::npos);
  world.import_people("2026-01-13 05:00");  // the export still has her
  CHECK(everything(world).find("ann@") == std::string::npos);
  CHECK(world.account("ann").email.empty());
  CHECK(world.state("ann") == "purged");
}

TEST_CASE("a notice that was on its way at the purge says nothing of the person once it is settled") {
  World world;
  world.person(long_deleted("ann"));
  world.run_until("2026-01-11 18:00");
  world.letterbox.answers = [](const engine::Message&) {
    return engine::Receipt{engine::Receipt::Outcome::later, "closed"};
  };
  world.run_until("2026-01-12 18:00");
  REQUIRE(world.state("ann") == "purged");
  world.letterbox.answers = nullptr;
  world.run_until("2026-01-14 18:00");
  CHECK(world.sent("ann").ends_with("now-purged team\n"));
  CHECK(everything(world).find("ann@") == std::string::npos);
}

TEST_CASE("whoever comes again under another id, deleted or purged before, is recognised and counted") {
  World world;
  world.person(long_deleted("ann"));
  world.person(
      {.id = "bob", .last_used = "2025-06-01 10:00", .state = "inactive", .since = "2025-09-01 06:30"});
  world.run_until("2026-01-12 18:00");
  REQUIRE(world.state("ann") == "purged");
  REQUIRE(world.state("bob") == "inactive");
  world.run_until("2026-01-19 18:00");
  REQUIRE(world.state("bob") == "deleted");
  world.person({.id = "ann-again",
                .last_used = "2026-01-19 09:00",
                .created = "2026-01-19 09:00",
                .mobile_number = mobile_of("ann")});
  world.person({.id = "bob-again",
                .last_used = "2026-01-19 09:00",
                .created = "2026-01-19 09:00",
                .mobile_number = mobile_of("bob")});
  world.person({.id = "new", .last_used = "2026-01-19 09:00", .created = "2026-01-19 09:00"});
  const auto report = world.import_people("2026-01-20 06:30");
  CHECK(report.result.arrived == 3);
  CHECK(report.result.recreated == 2);
  CHECK(world.import_people("2026-01-21 06:30").result.recreated == 0);  // told once
  // Ann came after more than 30 days: that was no mistake.
  const auto figures = world.store().false_deletions(world.book().policy, london("2025-06-01 00:00"));
  REQUIRE(figures.size() == 1);
  CHECK(figures.front().rule == "delete-inactive");
  CHECK(figures.front().deleted == 1);
  CHECK(figures.front().recreated == 1);
  CHECK(figures.front().came_back() == 1);
}

TEST_CASE("a restore and an undo of a deletion are counted as deletions that were wrong") {
  World world;
  world.person(
      {.id = "ann", .last_used = "2025-06-01 10:00", .state = "inactive", .since = "2025-09-01 06:30"});
  world.person(
      {.id = "bob", .last_used = "2025-06-01 10:00", .state = "inactive", .since = "2025-09-01 06:30"});
  world.run_until("2026-01-19 12:00");
  REQUIRE(world.state("bob") == "deleted");
  const auto run = world.store().runs(1).front().id;
  engine::undo(world.hands(), world.book(), {run, london("2026-01-20 05:00"), "wrong period"});
  const auto figures = world.store().false_deletions(world.book().policy, london("2025-06-01 00:00"));
  REQUIRE(figures.size() == 1);
  CHECK(figures.front().deleted == 2);
  CHECK(figures.front().undone == 2);
}

}  // namespace lapse::tests
