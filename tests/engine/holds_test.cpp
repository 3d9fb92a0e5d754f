// Holds of people and of feeds: what they stop, how they end, and what was told before counts no longer.
#include <doctest/doctest.h>

#include "engine/deed.h"
#include "engine/verify.h"
#include "tests/fakes.h"
#include "tests/world.h"

namespace lapse::tests {
namespace {

using engine::Deed;

Deed hold_of(const std::string& name, const std::string& account, const std::string& at,
             const std::string& role = "nas_team") {
  Deed deed;
  deed.kind = Deed::Kind::hold;
  deed.name = name;
  deed.account = account;
  deed.at = london(at);
  deed.actor = "uid 1000 (jo)";
  deed.role = role;
  deed.reason = "asked on the telephone";
  return deed;
}

std::string denied(World& world, const Deed& deed) {
  std::string text;
  for (const auto& denial : engine::happen(world.store(), world.book(), deed).denials)
    text += (text.empty() ? "" : ", ") + denial.what;
  return text;
}

}  // namespace

TEST_CASE("INV5 E25: a hold of a person stops rules; the holds feed does not take it off") {
  World world;
  world.person({.id = "kim", .last_used = "2026-01-01 10:00"});
  world.run_until("2026-03-20 12:00");
  Deed hold = hold_of("legal", "kim", "2026-03-20 13:00", "information_governance");
  REQUIRE(denied(world, hold).empty());
  world.hold("beat", "legal", "2026-01-01", "");  // the feed has others
  world.run_until("2026-05-20 12:00");
  CHECK(world.state("kim") == "active");
  Deed release = hold;
  release.kind = Deed::Kind::release;
  release.at = london("2026-05-20 13:00");
  REQUIRE(denied(world, release).empty());
  CHECK(denied(world, release) == "no hold");
  world.run_until("2026-05-21 12:00");
  CHECK(world.state("kim") == "active");  // what it was told is long past: it is told again
  CHECK(world.story("kim").find("2026-05-21 warn 7 for 2026-05-28") != std::string::npos);
  world.run_until("2026-05-28 12:00");
  CHECK(world.state("kim") == "inactive");
}

TEST_CASE("INV1 INV12 E25: who was told before a hold ran out is told anew, whoever put it on") {
  World world;
  world.person({.id = "kim"});
  world.person({.id = "lou"});
  world.run_until("2026-04-01 12:00");  // told all of it, for the 2nd
  Deed hold = hold_of("long_absence", "kim", "2026-04-01 13:00");
  hold.until = london("2027-04-01");
  REQUIRE(denied(world, hold).empty());
  world.hold("lou", "long_absence", "2026-04-01", "2027-04-01");
  world.night("2026-04-02 10:00");
  world.night("2026-04-03 10:00");  // once is enough
  CHECK(world.account("kim").facts.warned_step == 0);
  CHECK(world.account("kim").facts.promised_at == london("2026-04-02").seconds);
  world.night("2027-03-31 10:00");
  for (const std::string id : {"kim", "lou"}) {
    CHECK(world.story(id).find("held", world.story(id).find("held") + 1) == std::string::npos);
    CHECK(world.state(id) == "active");
  }
  const auto plan = world.plan("2027-04-01 10:00");
  CHECK(world.night("2027-04-01 10:00").plan.hash == plan.hash);  // INV13
  world.night("2027-04-07 10:00");
  for (const std::string id : {"kim", "lou"}) {
    CHECK(world.story(id).ends_with("2027-04-01 warn 7 for 2027-04-08\n2027-04-07 warn 1 for 2027-04-08\n"));
    CHECK(world.state(id) == "active");
  }
  world.night("2027-04-08 10:00");
  CHECK(world.state("kim") == "inactive");
  CHECK(engine::verify(world.store()).findings.empty());
}

TEST_CASE(
    "INV1 INV18: a hold that came and went between two nights ends the ladder, and no plan acts on it") {
  World world;
  world.person({.id = "kim"});
  world.person({.id = "lou"});
  world.hold("lou", "long_absence", "2026-02-01", "2026-03-31");
  world.run_until("2026-04-01 12:00");
  Deed hold = hold_of("long_absence", "kim", "2026-04-01 13:00");
  hold.until = london("2026-04-01 23:00");
  REQUIRE(denied(world, hold).empty());
  const auto plan = world.plan("2026-04-02 10:00");
  CHECK(world.account("kim").facts.warned_step == 1);
  CHECK(world.night("2026-04-02 10:00").plan.hash == plan.hash);
  CHECK(world.state("kim") == "active");
  world.night("2026-04-03 10:00");
  CHECK(world.story("kim").ends_with("2026-04-02 held\n2026-04-03 warn 7 for 2026-04-10\n"));
  for (const auto* day : {"2026-04-06", "2026-04-07", "2026-04-09", "2026-04-10"})
    world.night(std::string(day) + " 10:00");
  CHECK(world.state("kim") == "inactive");
  // What was told after a hold counts.
  CHECK(world.story("lou").ends_with(
      "2026-03-31 warn 7 for 2026-04-07\n2026-04-06 warn 1 for 2026-04-07\n2026-04-07 active -> inactive by "
      "mark-inactive\n"));
}

TEST_CASE(
    "INV1 INV12 E25: a hold that a feed puts on and takes off between two nights ends the ladder, too") {
  World world;
  world.person({.id = "kim"});
  world.person({.id = "lou"});
  world.hold("lou", "long_absence", "2026-02-01", "2026-03-31");
  world.run_until("2026-04-01 12:00");  // told all of it, kim for the 2nd
  const auto told = world.account("lou").facts.warned_step;
  REQUIRE(told > 0);
  const auto holds_feed = [&world](const std::string& at, const std::vector<std::string>& accounts) {
    Rejects rejects;
    const auto whole = [&](engine::Intake& intake) {
      std::int64_t line = 2;
      for (const auto& id : accounts)
        intake.hold({line++, id, "long_absence", "nas", "", london("2026-04-01 13:00"), {}});
    };
    return engine::import_feed(world.hands(), world.book(), london(at), {"holds", engine::FeedKind::holds},
                               whole, rejects);
  };
  holds_feed("2026-04-01 13:00",
             {"kim"});  // and lou's, which was over before she was told, is not there any more
  CHECK(world.account("lou").facts.warned_step == told);
  CHECK(world.account("kim").facts.warned_step == 1);
  holds_feed("2026-04-01 14:00", {});
  CHECK(world.account("kim").facts.warned_step == 0);
  CHECK(world.account("kim").facts.promised_at == london("2026-04-02").seconds);
  world.night("2026-04-02 10:00");
  CHECK(world.state("kim") == "active");
  CHECK(world.story("kim").ends_with(
      "2026-04-01 hold\n2026-04-01 release\n2026-04-02 warn 7 for 2026-04-09\n"));
  CHECK(engine::verify(world.store()).findings.empty());
}

TEST_CASE("E25: a hold that lasts as long is not put on twice, and none ends before it begins") {
  World world;
  world.person({.id = "kim"});
  world.night("2026-01-05 10:00");
  Deed hold = hold_of("long_absence", "kim", "2026-01-06 09:00");
  hold.until = london("2026-01-05 09:00");
  CHECK(denied(world, hold) == "over already");
  hold.until = london("2026-03-01");
  CHECK(denied(world, hold) == "");
  hold.at = hold.at + 60;
  CHECK(denied(world, hold) == "held already");
  hold.until = london("2026-04-01");
  CHECK(denied(world, hold) == "");
}

}  // namespace lapse::tests
