// What people do, one by one: events, holds and releases, on the database.
#include <doctest/doctest.h>

#include "engine/deed.h"
#include "engine/verify.h"
#include "tests/world.h"

namespace lapse::tests {
namespace {

using engine::Deed;

Deed deed_of(const std::string& name, const std::string& account, const std::string& at,
             const std::string& role = "nas_team") {
  Deed deed;
  deed.name = name;
  deed.account = account;
  deed.at = london(at);
  deed.actor = "uid 1000 (jo)";
  deed.role = role;
  deed.reason = "asked on the telephone";
  return deed;
}

Deed restore_of(const std::string& account, const std::string& at) {
  Deed deed = deed_of("restore", account, at);
  deed.given = {{"email_address", account + "@nhs.example"}, {"mobile_number", "07700 900123"}};
  return deed;
}

std::string denied(World& world, const Deed& deed) {
  std::string text;
  for (const auto& denial : engine::happen(world.store(), world.book(), deed).denials)
    text += (text.empty() ? "" : ", ") + denial.what;
  return text;
}

// An account that was deleted on 2 July 2026 at 10:00.
World& with_deleted(World& world) {
  world.person({.id = "fay", .state = "deleted", .since = "2026-07-02 10:00"});
  world.night("2026-07-03 10:00");
  return world;
}

}  // namespace

TEST_CASE("E4: a leaver mark says when, by whom and why, and cancels what was to be sent") {
  World world;
  world.person({.id = "ann", .last_used = "2026-01-01 10:00"});
  world.run_until("2026-03-02 12:00");
  world.pass("2026-03-03 06:30");  // warns; not delivered yet
  REQUIRE(denied(world, deed_of("leaver", "ann", "2026-03-03 09:00", "local_admin")).empty());
  CHECK(world.state("ann") == "leaver");
  const auto row = world.store().journal_of("ann").back();
  CHECK(row.kind == "event");
  CHECK(row.cause == "leaver");
  CHECK(row.actor == "uid 1000 (jo)");
  CHECK(row.at == london("2026-03-03 09:00").seconds);
  for (const auto& notice : world.store().notices_of("ann")) CHECK(notice.state == "cancelled");
  CHECK(world.account("ann").facts.promised_at == 0);
  CHECK(engine::verify(world.store()).findings.empty());
}

TEST_CASE("INV9 E10: a restore succeeds to the last second of 720 hours, and not a second longer") {
  World world;
  with_deleted(world);
  CHECK(denied(world, restore_of("fay", "2026-08-01 10:00:00")) == "too late");
  CHECK(world.state("fay") == "deleted");
  CHECK(denied(world, restore_of("fay", "2026-08-01 09:59:59")).empty());
  CHECK(world.state("fay") == "active");
  CHECK(world.account("fay").facts.idle_since == london("2026-08-01 09:59:59").seconds);  // A5
  world.deliver("2026-08-01 10:00");
  CHECK(world.sent("fay").find("restored account") != std::string::npos);
}

TEST_CASE("E11: what is given with a restore has to match the account") {
  World world;
  with_deleted(world);
  Deed deed = restore_of("fay", "2026-07-04 09:00");
  SUBCASE("e-mail address") {
    deed.given["email_address"] = "eve@nhs.example";
  }
  SUBCASE("mobile number") {
    deed.given["mobile_number"] = "07700 900124";
  }
  CHECK(denied(world, deed) == "does not match");
  CHECK(world.state("fay") == "deleted");
}

TEST_CASE("E11 E24: a restore is asked for from the site's shared mailbox, where the site has one") {
  World world;
  world.person({.id = "box", .kind = "shared"});
  world.site("FA001", "community_pharmacy", "box");
  with_deleted(world);
  Deed deed = restore_of("fay", "2026-07-04 09:00");
  CHECK(denied(world, deed) == "missing shared_mailbox");
  deed.given["shared_mailbox"] = "fay";
  CHECK(denied(world, deed) == "does not match");
  deed.given["shared_mailbox"] = "box";
  CHECK(denied(world, deed).empty());
}

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

TEST_CASE("INV5 E25: a hold of a person stops rules; the holds feed does not take it off") {
  World world;
  world.person({.id = "kim", .last_used = "2026-01-01 10:00"});
  world.run_until("2026-03-20 12:00");
  Deed hold = deed_of("legal", "kim", "2026-03-20 13:00", "information_governance");
  hold.kind = Deed::Kind::hold;
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

TEST_CASE("only those whom the policy names may do it, and nothing happens to what is not there") {
  World world;
  world.person({.id = "ann"});
  world.night("2026-01-05 10:00");
  CHECK(denied(world, deed_of("leaver", "ann", "2026-01-06 11:00", "visitor")) == "not permitted");
  CHECK(denied(world, deed_of("joiner", "ann", "2026-01-06 11:00")) ==
        "wrong state, missing new_organisation");
  CHECK(denied(world, deed_of("vanish", "ann", "2026-01-06 11:00")) == "unknown event");
  CHECK(denied(world, deed_of("leaver", "bob", "2026-01-06 11:00")) == "unknown account");
  CHECK(world.state("ann") == "active");
}

TEST_CASE("INV15: a clock that went back makes no deed possible, least of all a restore that is over") {
  World world;
  with_deleted(world);
  world.night("2026-08-02 10:00");
  CHECK(denied(world, restore_of("fay", "2026-08-01 09:00")) == "clock is behind");
  CHECK(world.state("fay") == "deleted");
}

TEST_CASE("INV18: a deed that is only tried changes nothing") {
  World world;
  world.person({.id = "ann"});
  world.night("2026-01-05 10:00");
  const auto before = world.store().journal_of("ann").size();
  const auto result = engine::happen(world.store(), world.book(),
                                     deed_of("leaver", "ann", "2026-01-06 11:00"), engine::DryRun::yes);
  CHECK(result.denials.empty());
  CHECK(result.to_state == "leaver");
  CHECK(world.state("ann") == "active");
  CHECK(world.store().journal_of("ann").size() == before);
}

}  // namespace lapse::tests
