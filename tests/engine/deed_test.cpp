// What people do, one by one: events, on the database. Joins are in join_test.cpp, holds in holds_test.cpp.
#include <doctest/doctest.h>

#include "engine/deed.h"
#include "engine/person.h"
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
  deed.given = {{"email_address", account + "@nhs.example"}, {"mobile_number", mobile_of(account)}};
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

// A leaver of FA001 who wants to go to FB002.
Deed join_of(const std::string& account, const std::string& at, const std::string& code = "FB002") {
  Deed join = deed_of("joiner", account, at);
  join.given["new_organisation"] = code;
  return join;
}

std::string fact(World& world, const std::string& account, const std::string& name) {
  std::string found;
  world.database().each<std::string>(
      "SELECT value FROM deed_fact WHERE account = :account AND name = :name ORDER BY seq",
      {{"account", account}, {"name", name}}, [&](const std::string& value) { found = value; });
  return found;
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
    deed.given["mobile_number"] = mobile_of("eve");
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

TEST_CASE("E12 A8: a second account with the same mobile number stands in the way, until it is purged") {
  World world;
  world.person({.id = "flo", .state = "leaver", .since = "2026-06-20 10:00"});
  Person second{.id = "flo2", .kind = "user", .organisation = "FC003"};
  second.mobile_number = "+44 (0)" + mobile_of("flo").substr(1, 4) + " " + mobile_of("flo").substr(5);
  std::string denials = "duplicate mobile";
  SUBCASE("in use") {}
  SUBCASE("deleted: it keeps its number") {
    second.state = "deleted";
    second.since = "2026-06-20 10:00";
  }
  SUBCASE("purged") {
    second.state = "purged";
    second.since = "2026-06-20 10:00";
    denials = "";
  }
  SUBCASE("of another kind") {
    second.kind = "shared";
    denials = "";
  }
  world.person(second);
  world.night("2026-07-01 10:00");
  CHECK(denied(world, join_of("flo", "2026-07-01 11:00")) == denials);
  CHECK(world.state("flo") == (denials.empty() ? "active" : "leaver"));
}

TEST_CASE("E12: what other accounts say can be overridden with a reason, and nothing else can") {
  World world;
  world.person({.id = "flo", .state = "leaver", .since = "2026-06-20 10:00"});
  Person twin{.id = "twin"};
  twin.mobile_number = mobile_of("flo");
  world.person(twin);
  world.night("2026-07-01 10:00");
  Deed join = join_of("flo", "2026-07-01 11:00", "FA001");
  join.override_reason = "mother and daughter share a telephone";
  CHECK(denied(world, join) == "same organisation");
  join.given["new_organisation"] = "FB002";
  const auto result = engine::happen(world.store(), world.book(), join);
  CHECK(result.denials.empty());
  REQUIRE(result.overridden.size() == 1);
  CHECK(result.overridden.front().says.find("account twin (active, organisation FA001)") !=
        std::string::npos);
  CHECK(fact(world, "flo", "override") == "mother and daughter share a telephone");
}

TEST_CASE("E12 A8: a site has ten accounts at most, and deleted ones do not count") {
  World world;
  world.person({.id = "flo", .state = "leaver", .since = "2026-06-20 10:00"});
  world.person({.id = "gus", .state = "leaver", .since = "2026-06-20 10:00"});
  for (int i = 0; i < 9; ++i)
    world.person({.id = "u" + std::to_string(i), .last_used = "2026-06-30 10:00", .organisation = "FB002"});
  world.person({.id = "gone", .state = "deleted", .since = "2026-06-20 10:00", .organisation = "FB002"});
  world.person({.id = "box", .kind = "shared", .organisation = "FB002"});
  world.night("2026-07-01 10:00");
  CHECK(denied(world, join_of("flo", "2026-07-01 11:00")) == "");
  CHECK(denied(world, join_of("gus", "2026-07-01 11:01")) == "site full");
  Deed back = restore_of("gone", "2026-07-01 11:02");
  CHECK(denied(world, back) == "site full");
  back.override_reason = "the site has 11 places, CHG-7";
  CHECK(denied(world, back) == "");
}

TEST_CASE("E12: what another desk did between the search and the deed counts") {
  World world;
  world.person({.id = "flo", .state = "leaver", .since = "2026-06-20 10:00"});
  world.person({.id = "gus", .state = "leaver", .since = "2026-06-20 10:00"});
  for (int i = 0; i < 9; ++i)
    world.person({.id = "u" + std::to_string(i), .last_used = "2026-06-30 10:00", .organisation = "FB002"});
  world.night("2026-07-01 10:00");
  const Deed join = join_of("flo", "2026-07-01 11:00");
  const auto& policy = world.book().policy;
  const auto candidates = world.store().candidates(join, *policy.event("joiner"), policy);
  REQUIRE(denied(world, join_of("gus", "2026-07-01 11:00")) == "");
  const auto facts = world.store().desk()->look(join, candidates);
  REQUIRE(facts);
  const auto found = engine::denials(policy, *facts, join);
  REQUIRE(found.size() == 1);
  CHECK(found.front().what == "site full");
}

TEST_CASE("E12: one look for many deeds finds what a look for each of them finds") {
  World world;
  std::vector<Deed> joins;
  for (const std::string id : {"flo", "gus", "hal"}) {
    world.person({.id = id, .state = "leaver", .since = "2026-06-20 10:00"});
    joins.push_back(join_of(id, "2026-07-01 11:00", id == "hal" ? "FC003" : "FB002"));
  }
  joins.push_back(join_of("nobody", "2026-07-01 11:00"));
  world.person({.id = "flo2", .mobile_number = "+44 (0)" + mobile_of("flo").substr(1)});
  world.person({.id = "flo3", .kind = "shared", .mobile_number = mobile_of("flo")});
  world.person({.id = "hal2", .organisation = "FC003"});
  world.person({.id = "gone", .state = "deleted", .since = "2026-06-20 10:00", .organisation = "FC003"});
  world.person({.id = "u1", .organisation = "FB002"});
  world.night("2026-07-01 10:00");
  const auto& policy = world.book().policy;
  const auto& event = *policy.event("joiner");
  const auto all = world.store().candidates_of_all(joins, event, policy);
  REQUIRE(all.size() == joins.size());
  for (std::size_t i = 0; i < joins.size(); ++i) {
    const auto one = world.store().candidates(joins[i], event, policy);
    CHECK(all[i].accounts == one.accounts);
    CHECK(all[i].last_deed == one.last_deed);
  }
  CHECK(all[0].accounts == std::vector<std::string>{"flo2", "u1"});
  const auto meant = world.store().accounts_meant({"flo", "GUS@nhs.example", "gus@nhs.example", "nobody"});
  CHECK(meant.at("flo") == std::vector<std::string>{"flo"});
  CHECK(meant.at("GUS@nhs.example") == std::vector<std::string>{"gus"});
  CHECK(meant.at("gus@nhs.example") == std::vector<std::string>{"gus"});
  CHECK(meant.at("nobody").empty());
}

TEST_CASE("E12: an address is looked for among many as it is by itself, whatever its letters are") {
  World world;
  world.person({.id = "flo"});
  world.person({.id = "JOS\u00c9"});
  world.night("2026-01-05 10:00");
  const std::vector<std::string> asked{"jos\u00e9@nhs.example", "JOS\u00c9@nhs.example", "FLO@nhs.example",
                                       "nob\u00f6dy"};
  const auto meant = world.store().accounts_meant(asked);
  for (const auto& one : asked) {
    CAPTURE(one);
    std::vector<std::string> alone;
    for (const auto& account : world.store().accounts(one)) alone.push_back(account.facts.id);
    CHECK(meant.at(one) == alone);
  }
}

TEST_CASE("E4 E8: a join across administering domains says where the account came from and where it went") {
  World world(replaced(shipped_policy(), "    from: leaver   ",
                       "    only: [administered_by is nas]\n    from: leaver   "));
  world.person({.id = "flo", .state = "active", .since = "2026-01-05 10:00", .administered_by = "trust-7"});
  world.person({.id = "gus", .state = "leaver", .since = "2026-06-01 10:00", .administered_by = "trust-7"});
  world.person({.id = "hal", .state = "leaver", .since = "2026-06-01 10:00"});
  world.night("2026-06-02 10:00");
  REQUIRE(denied(world, deed_of("leaver", "flo", "2026-06-02 11:00")) == "");
  CHECK(fact(world, "flo", "organisation") == "FA001");
  CHECK(fact(world, "flo", "administered_by") == "trust-7");
  Deed join = join_of("flo", "2026-06-02 12:00");
  join.given["administered_by"] = "nas";
  REQUIRE(denied(world, join) == "");
  CHECK(world.account("flo").facts.administered_by == "nas");
  CHECK(fact(world, "flo", "new_organisation") == "FB002");
  CHECK(fact(world, "flo", "new_administered_by") == "nas");
  world.night("2026-06-24 10:00");  // the rule is for accounts of the NAS alone
  CHECK(world.account("hal").facts.warned_step > 0);
  CHECK(world.account("gus").facts.warned_step == 0);
}

TEST_CASE("E22: leaver and join leave address, name and mailboxes as they were, and nothing frees them") {
  World world;
  world.person({.id = "flo"});
  world.person({.id = "box", .kind = "shared"});
  world.member("box", "flo", "owner");
  world.night("2026-01-05 10:00");
  const auto before = world.account("flo");
  REQUIRE(denied(world, deed_of("leaver", "flo", "2026-01-06 11:00")) == "");
  REQUIRE(denied(world, join_of("flo", "2026-01-20 15:00")) == "");
  const auto after = world.account("flo");
  CHECK(after.facts.id == before.facts.id);
  CHECK(after.email == before.email);
  CHECK(after.display_name == before.display_name);
  CHECK(after.mobile == before.mobile);
  CHECK(after.facts.addresses == before.facts.addresses);
  CHECK(after.created_at == before.created_at);
  CHECK(world.database().number("SELECT COUNT(*) FROM membership WHERE account = 'flo'") == 1);
}

TEST_CASE("E11: a number is the same however it is written") {
  for (const auto* written :
       {"07700900123", "07700 900123", "+447700900123", "+44 (0)7700 900-123", "0044 7700 900123"})
    CHECK(engine::digits_of(written) == "07700900123");
  CHECK(engine::digits_of("+33 6 12 34 56 78") == "33612345678");
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
