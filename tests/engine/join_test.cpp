// Joins, by a person and by the feed: where somebody is afterwards, and when a feed that is behind is
// believed.
#include <doctest/doctest.h>

#include "engine/deed.h"
#include "engine/verify.h"
#include "tests/world.h"

namespace lapse::tests {
namespace {

using engine::Deed;

Deed deed_of(const std::string& name, const std::string& account, const std::string& at) {
  Deed deed;
  deed.name = name;
  deed.account = account;
  deed.at = london(at);
  deed.actor = "uid 1000 (jo)";
  deed.role = "nas_team";
  deed.reason = "asked on the telephone";
  return deed;
}

std::string denied(World& world, const Deed& deed) {
  std::string text;
  for (const auto& denial : engine::happen(world.store(), world.book(), deed).denials)
    text += (text.empty() ? "" : ", ") + denial.what;
  return text;
}

// A leaver of FA001 who wants to go to FB002.
Deed join_of(const std::string& account, const std::string& at, const std::string& code = "FB002") {
  Deed join = deed_of("joiner", account, at);
  join.given["new_organisation"] = code;
  return join;
}

}  // namespace

TEST_CASE("E6: a join is to another organisation, and one that is known where any is") {
  World world;
  world.person({.id = "flo"});
  world.site("FA001", "community_pharmacy", "");
  world.site("FB002", "dental_practice", "");
  world.night("2026-01-05 10:00");
  REQUIRE(denied(world, deed_of("leaver", "flo", "2026-01-06 11:00")).empty());
  Deed join = deed_of("joiner", "flo", "2026-01-20 15:00");
  CHECK(denied(world, join) == "missing new_organisation");
  join.given["new_organisation"] = "FA001";
  CHECK(denied(world, join) == "same organisation");
  join.given["new_organisation"] = "FX999";
  CHECK(denied(world, join) == "unknown organisation");
  join.given["new_organisation"] = "FB002";
  CHECK(denied(world, join).empty());
  CHECK(world.account("flo").facts.organisation == "FB002");
  CHECK(world.account("flo").facts.organisation_type == "dental_practice");
  CHECK(world.account("flo").email == "flo@nhs.example");  // E22: the name stays
}

TEST_CASE("E6: a feed that is behind does not take a join back; when it moves on, it is believed again") {
  World world;
  world.person({.id = "flo"});
  world.site("FA001", "community_pharmacy", "");
  world.site("FB002", "dental_practice", "");
  world.feed_says("flo", "leaver", "2026-01-06 11:00");
  world.night("2026-01-07 10:00");
  REQUIRE(world.state("flo") == "leaver");
  Deed join = join_of("flo", "2026-01-20 15:00");
  join.given["administered_by"] = "local";
  REQUIRE(denied(world, join).empty());
  const auto now = [&] {
    const auto facts = world.account("flo").facts;
    return facts.state + " " + facts.organisation + " " + facts.organisation_type + " " +
           facts.administered_by;
  };
  world.night("2026-01-21 10:00");  // it calls her a leaver of FA001 still
  CHECK(now() == "active FB002 dental_practice local");
  world.feed_says("flo", "active", "2026-01-20 15:00", "FB002");
  world.night("2026-01-22 10:00");  // the organisation is right; of who administers her it says what it did
  CHECK(now() == "active FB002 community_pharmacy local");
  world.person({.id = "flo", .organisation = "FA001", .administered_by = "regional"});
  world.night("2026-01-23 10:00");
  CHECK(now() == "active FA001 community_pharmacy regional");
  CHECK(world.database().number("SELECT COUNT(*) FROM feed_behind") == 0);
}

TEST_CASE("E6: a feed that was behind one join is behind the next, too") {
  World world;
  world.person({.id = "flo", .state = "leaver", .since = "2026-01-06 11:00"});
  world.night("2026-01-07 10:00");
  REQUIRE(denied(world, join_of("flo", "2026-01-20 15:00")).empty());
  REQUIRE(denied(world, deed_of("leaver", "flo", "2026-01-21 11:00")).empty());
  REQUIRE(denied(world, join_of("flo", "2026-01-21 15:00", "FC003")).empty());
  world.night("2026-01-22 10:00");
  CHECK(world.account("flo").facts.organisation == "FC003");
}

TEST_CASE("E6: a feed that comes to know of the first of two joins does not take the second back") {
  World world;
  world.person({.id = "flo", .state = "leaver", .since = "2026-01-06 11:00"});
  world.night("2026-01-07 10:00");
  REQUIRE(denied(world, join_of("flo", "2026-01-20 15:00")).empty());
  REQUIRE(denied(world, deed_of("leaver", "flo", "2026-01-21 11:00")).empty());
  REQUIRE(denied(world, join_of("flo", "2026-01-21 15:00", "FC003")).empty());
  world.feed_says("flo", "active", "2026-01-20 15:00", "FB002");
  world.night("2026-01-22 10:00");
  CHECK(world.account("flo").facts.organisation == "FC003");
  SUBCASE("and is believed once it knows of the second") {
    world.feed_says("flo", "active", "2026-01-21 15:00", "FC003");
    world.night("2026-01-23 10:00");
    world.feed_says("flo", "active", "2026-01-21 15:00", "FB002");
  }
  SUBCASE("and is believed when it says what she never was") {
    world.feed_says("flo", "active", "2026-01-21 15:00", "FD004");
  }
  world.night("2026-01-24 10:00");
  CHECK(world.account("flo").facts.organisation != "FC003");
  CHECK(world.database().number("SELECT COUNT(*) FROM feed_behind") == 0);
}

TEST_CASE("E6: who went there and back is where the feed has her all along, and may move on with it") {
  World world;
  world.person({.id = "flo", .state = "leaver", .since = "2026-01-06 11:00"});
  world.night("2026-01-07 10:00");
  REQUIRE(denied(world, join_of("flo", "2026-01-20 15:00")).empty());
  REQUIRE(denied(world, deed_of("leaver", "flo", "2026-01-21 11:00")).empty());
  REQUIRE(denied(world, join_of("flo", "2026-01-21 15:00", "FA001")).empty());
  world.night("2026-01-22 10:00");
  CHECK(world.account("flo").facts.organisation == "FA001");
  world.feed_says("flo", "active", "2026-01-21 15:00", "FB002");
  world.night("2026-01-23 10:00");
  CHECK(world.account("flo").facts.organisation == "FB002");
}

TEST_CASE("E6: who leaves and is taken on again where a feed has had her all along is no leaver any more") {
  World world;
  world.person({.id = "kim", .state = "leaver", .since = "2026-01-06 11:00"});
  world.night("2026-01-07 10:00");
  REQUIRE(denied(world, join_of("kim", "2026-01-20 15:00")).empty());  // of which the feed never hears
  world.night("2026-01-21 10:00");
  SUBCASE("by a person") {
    REQUIRE(denied(world, deed_of("leaver", "kim", "2026-02-03 11:00")).empty());
  }
  SUBCASE("by the feed") {
    world.feed_says("kim", "leaver", "2026-02-03 11:00");
  }
  world.night("2026-02-04 10:00");
  CHECK(world.state("kim") == "leaver");
  CHECK(world.account("kim").facts.organisation == "FB002");
  world.feed_says("kim", "active", "2026-02-20 09:00");
  world.night("2026-02-20 10:00");
  CHECK(world.state("kim") == "active");
  CHECK(world.account("kim").facts.organisation == "FA001");
  CHECK(world.database().number("SELECT COUNT(*) FROM feed_behind") == 0);
  CHECK(engine::verify(world.store()).findings.empty());
}

}  // namespace lapse::tests
