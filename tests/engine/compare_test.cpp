// A change of the policy compared with the edition in force, before it is adopted.
#include <doctest/doctest.h>

#include "engine/compare.h"
#include "engine/verify.h"
#include "tests/world.h"

namespace lapse::tests {
namespace {

std::string shortened() {
  std::string text = replaced(shipped_policy(), "edition: 3", "edition: 4");
  text = replaced(text, "not used for 90 days becomes", "not used for 60 days becomes");
  return replaced(text, "after: 90 days since last_used", "after: 60 days since last_used");
}

std::string told(const engine::Comparison& comparison) {
  std::string text;
  for (const auto& one : comparison.differences) {
    text += one.rule + (one.kind == rules::Treatment::Kind::move ? " moves " : " warns ") +
            one.organisation_type + " " + std::to_string(one.in_force) + " -> " +
            std::to_string(one.proposed) + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("INV12 INV18: a shorter period warns earlier, moves nobody earlier, and is only tried") {
  World world;
  world.person({.id = "told", .last_used = "2026-01-01 10:00"});  // warned for 2 April
  world.person({.id = "next", .last_used = "2026-02-01 10:00", .type = "dental_practice"});  // not warned yet
  world.run_until("2026-03-10 12:00");
  const auto before = world.story("told") + world.story("next");
  const auto comparison =
      engine::compare(world.hands(), world.book(), rulebook_of(shortened()), london("2026-03-10 12:00"));
  CHECK(told(comparison) ==
        "mark-inactive warns community_pharmacy 0 -> 1\n"
        "mark-inactive warns dental_practice 0 -> 1\n");
  CHECK(comparison.proposed.edition == 4);
  CHECK(world.story("told") + world.story("next") == before);
  CHECK(world.store().editions(world.book().policy.name).size() == 1);
  CHECK(engine::verify(world.store()).findings.empty());
}

TEST_CASE("a change under the number in force is refused before anything is compared") {
  World world;
  world.person({.id = "ann"});
  world.run_until("2026-01-05 12:00");
  const auto changed = replaced(shortened(), "edition: 4", "edition: 3");
  CHECK_THROWS_AS(
      engine::compare(world.hands(), world.book(), rulebook_of(changed), london("2026-01-05 12:00")),
      engine::PassRefused);
}

}  // namespace lapse::tests
