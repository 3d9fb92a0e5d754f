// What people did is in the hash chain, the words that a purge erases too.
#include <doctest/doctest.h>

#include "engine/deed.h"
#include "engine/verify.h"
#include "tests/world.h"

namespace lapse::tests {

TEST_CASE("INV14: a deed that is altered, removed, or erased in part is found; the chain outlives a purge") {
  World world;
  world.person({.id = "ann"});
  world.night("2026-07-04 10:00");
  engine::Deed leaver;
  leaver.name = "leaver";
  leaver.account = "ann";
  leaver.at = london("2026-07-05 09:00");
  leaver.actor = "uid 1000 (jo)";
  leaver.role = "local_admin";
  leaver.reason = "asked on the telephone";
  REQUIRE(engine::happen(world.store(), world.book(), leaver).denials.empty());
  const auto findings = [&world](const std::string& sql) {
    if (!sql.empty()) world.database().execute(sql);
    return engine::verify(world.store()).findings;
  };
  REQUIRE(findings("").empty());
  const std::string row = "journal row " + std::to_string(world.store().journal_of("ann").back().seq) +
                          " is not as it was written";
  const std::string why = "the reason or another word of the deed";
  SUBCASE("who it was done as") {
    CHECK(findings("UPDATE deed SET role = 'nas_team' WHERE account = 'ann'").front() == row);
  }
  SUBCASE("why") {
    CHECK(findings("UPDATE deed SET reason = 'another' WHERE account = 'ann'").front().starts_with(why));
    CHECK(findings("UPDATE deed SET reason = '' WHERE account = 'ann'").front().starts_with(why));
    CHECK(findings("UPDATE deed SET words = '' WHERE account = 'ann'").front() == row);
  }
  SUBCASE("where the account was") {
    CHECK(findings("UPDATE deed_fact SET value = 'FX9' WHERE account = 'ann'").front() == row);
  }
  SUBCASE("all of it") {
    CHECK(findings("DELETE FROM deed WHERE account = 'ann'").front() == row);
  }
  SUBCASE("a purge erases the words, and nobody can learn them by trying") {
    world.database().execute("UPDATE deed SET on_behalf = '', reason = '', reference = '', salt = ''");
    CHECK(findings("").empty());
    CHECK(findings("UPDATE deed SET reference = 'INC-9' WHERE account = 'ann'").front().starts_with(why));
  }
}

}  // namespace lapse::tests
