// The life of an account under the shipped policy, told day by day.
#include <doctest/doctest.h>

#include "schedules/bound.h"
#include "tests/world.h"

namespace lapse::tests {

TEST_CASE("E1 E2 E13 INV1 INV2: 90 quiet days, 90 more, 30 to restore, each step warned and told") {
  World world;
  world.person({.id = "ann", .last_used = "2026-01-01 10:00"});
  world.run_until("2026-08-03 12:00");
  CHECK(world.story("ann") ==
        "2026-01-02 arrive\n"
        "2026-03-03 warn 30 for 2026-04-02\n"
        "2026-03-19 warn 14 for 2026-04-02\n"
        "2026-03-26 warn 7 for 2026-04-02\n"
        "2026-04-01 warn 1 for 2026-04-02\n"
        "2026-04-02 active -> inactive by mark-inactive\n"
        "2026-05-03 warn 60 for 2026-07-02\n"
        "2026-06-02 warn 30 for 2026-07-02\n"
        "2026-06-18 warn 14 for 2026-07-02\n"
        "2026-06-25 warn 7 for 2026-07-02\n"
        "2026-07-01 warn 1 for 2026-07-02\n"
        "2026-07-02 inactive -> deleted by delete-inactive\n"
        "2026-07-26 warn 7 for 2026-08-02\n"
        "2026-08-01 warn 1 for 2026-08-02\n"
        "2026-08-03 deleted -> purged by purge-deleted\n");  // day 31 is a Sunday, so Monday
}

TEST_CASE("E1: a login on day 90 keeps the account, and the warnings start anew") {
  World world;
  world.person({.id = "bob", .last_used = "2026-01-01 10:00"});
  world.login("bob", "2026-04-01 23:59:59");
  world.run_until("2026-07-01 12:00");
  CHECK(world.state("bob") == "inactive");
  CHECK(world.story("bob") ==
        "2026-01-02 arrive\n"
        "2026-03-03 warn 30 for 2026-04-02\n"
        "2026-03-19 warn 14 for 2026-04-02\n"
        "2026-03-26 warn 7 for 2026-04-02\n"
        "2026-04-01 warn 1 for 2026-04-02\n"
        "2026-04-02 login\n"
        "2026-06-01 warn 30 for 2026-07-01\n"
        "2026-06-17 warn 14 for 2026-07-01\n"
        "2026-06-24 warn 7 for 2026-07-01\n"
        "2026-06-30 warn 1 for 2026-07-01\n"
        "2026-07-01 active -> inactive by mark-inactive\n");
}

TEST_CASE("E3: a login by an inactive user makes it active again, with no operator") {
  World world;
  world.person({.id = "cat", .last_used = "2026-01-01 10:00"});
  world.login("cat", "2026-05-20 08:00");
  world.run_until("2026-05-21 12:00");
  CHECK(world.state("cat") == "active");
  CHECK(world.story("cat").find("2026-05-20 inactive -> active by login\n") != std::string::npos);
  const auto cat = world.account("cat");
  CHECK(cat.facts.promised_at == 0);  // the date is cleared
  CHECK(cat.facts.warned_step == 0);
}

TEST_CASE("E3: a sign-in that we hear of late undoes a mark that it makes untrue") {
  World world;
  world.person({.id = "dee", .last_used = "2026-01-01 10:00"});
  world.run_until("2026-04-02 12:00");
  REQUIRE(world.state("dee") == "inactive");
  world.login("dee", "2026-03-30 09:00");
  world.run_until("2026-04-03 12:00");
  CHECK(world.state("dee") == "active");
  world.run_until("2026-06-25 12:00");
  CHECK(world.state("dee") == "active");
}

TEST_CASE("E5 E7: a leaver who logs in is still a leaver, and is deleted after 30 days") {
  World world;
  world.person({.id = "eva", .last_used = "2026-01-01 10:00"});
  world.run_until("2026-01-05 12:00");
  world.feed_says("eva", "leaver", "2026-01-06 11:00");
  world.login("eva", "2026-01-20 09:00");
  world.run_until("2026-02-09 12:00");
  CHECK(world.story("eva") ==
        "2026-01-02 arrive\n"
        "2026-01-06 active -> leaver by leaver\n"
        "2026-01-16 warn 21 for 2026-02-06\n"
        "2026-01-20 ghost\n"
        "2026-01-30 warn 7 for 2026-02-06\n"
        "2026-02-05 warn 1 for 2026-02-06\n"
        "2026-02-09 leaver -> deleted by delete-leaver\n");  // 6 February is a Friday, so Monday
}

TEST_CASE("E6: a join to another organisation after the mark starts a fresh life") {
  World world;
  world.person({.id = "flo"});
  world.run_until("2026-01-05 12:00");
  world.feed_says("flo", "leaver", "2026-01-06 11:00");
  world.run_until("2026-01-20 12:00");
  SUBCASE("to a new organisation") {
    world.feed_says("flo", "active", "2026-01-20 15:00", "FB002");
    world.run_until("2026-02-20 12:00");
    CHECK(world.state("flo") == "active");
    CHECK(world.account("flo").facts.idle_since == london("2026-01-20 15:00").seconds);
  }
  SUBCASE("not to the same one") {
    world.feed_says("flo", "active", "2026-01-20 15:00");
    world.run_until("2026-02-20 12:00");
    CHECK(world.state("flo") == "deleted");
  }
  SUBCASE("not before the mark") {
    world.feed_says("flo", "active", "2026-01-06 10:00", "FB002");
    world.run_until("2026-02-20 12:00");
    CHECK(world.state("flo") == "deleted");
  }
}

TEST_CASE("E9: a shared mailbox is never marked for want of logins, yet leaves like everybody") {
  World world;
  world.person({.id = "box", .last_used = "", .created = "2020-01-01 09:00", .kind = "shared"});
  world.run_until("2026-01-09 12:00");
  CHECK(world.story("box") == "2026-01-02 arrive\n");
  world.feed_says("box", "leaver", "2026-01-10 11:00");
  world.run_until("2026-02-12 12:00");
  CHECK(world.state("box") == "deleted");
}

TEST_CASE("E21: an account never logged into is counted from its creation") {
  World world;
  world.person({.id = "gil", .last_used = "", .created = "2026-01-01 10:00"});
  world.run_until("2026-04-02 12:00");
  CHECK(world.state("gil") == "inactive");
}

TEST_CASE("E23: nothing is deleted outside the window, at a weekend or just before a holiday") {
  World world;
  world.person({.id = "hal", .state = "deleted", .since = "2025-12-01 10:00"});
  world.run_until("2026-03-31 12:00");
  const auto moved = world.story("hal");
  CHECK(moved.find("deleted -> purged") != std::string::npos);
  for (const auto& row : world.store().journal_of("hal")) {
    if (row.kind != "move") continue;
    const schedules::Instant at{row.at};
    CHECK(schedules::is_open(*world.book().policy.delete_window, at, world.book().policy.zone,
                             world.book().holidays));
  }
}

TEST_CASE("adoption: the first run deletes nobody; who is overdue gets one merged warning") {
  World world;
  world.person({.id = "ida", .last_used = "2024-01-01 10:00"});
  world.person(
      {.id = "jon", .last_used = "2023-01-01 10:00", .state = "inactive", .since = "2023-06-01 10:00"});
  world.run_until("2026-01-20 12:00");
  CHECK(world.story("ida") ==
        "2026-01-02 arrive\n"
        "2026-01-02 warn 7 for 2026-01-09\n"
        "2026-01-08 warn 1 for 2026-01-09\n"
        "2026-01-09 active -> inactive by mark-inactive\n");
  CHECK(world.story("jon") ==
        "2026-01-02 arrive\n"
        "2026-01-02 warn 14 for 2026-01-16\n"
        "2026-01-09 warn 7 for 2026-01-16\n"
        "2026-01-15 warn 1 for 2026-01-16\n"
        "2026-01-19 inactive -> deleted by delete-inactive\n");  // the 16th is a Friday
}

TEST_CASE("INV12: seven weeks of downtime move the date, never the notice") {
  World world;
  world.person({.id = "eve", .last_used = "2026-01-01 10:00"});
  world.run_until("2026-05-31 12:00");
  world.nobody_looks_until("2026-07-20");
  world.run_until("2026-08-03 12:00");
  const auto story = world.story("eve");
  CHECK(story.substr(story.find("2026-07-20")) ==
        "2026-07-20 warn 14 for 2026-08-03\n"
        "2026-07-27 warn 7 for 2026-08-03\n"
        "2026-08-02 warn 1 for 2026-08-03\n"
        "2026-08-03 inactive -> deleted by delete-inactive\n");
}

TEST_CASE("INV4: one change for an account and day; downtime does not collapse 180 days into one night") {
  World world;
  world.person({.id = "kim", .last_used = "2026-01-01 10:00"});
  world.run_until("2026-03-30 12:00");
  world.nobody_looks_until("2026-12-01");
  world.run_until("2027-03-20 12:00");
  std::int64_t marked = 0;
  std::int64_t deleted = 0;
  for (const auto& row : world.store().journal_of("kim")) {
    if (row.kind == "move" && row.to_state == "inactive") marked = row.at;
    if (row.kind == "move" && row.to_state == "deleted") deleted = row.at;
  }
  REQUIRE(marked > 0);
  REQUIRE(deleted > 0);
  CHECK(deleted - marked >= 90 * schedules::kSecondsPerDay);
}

TEST_CASE("INV5: while a hold is on, no rule moves or warns the account") {
  World world;
  world.person({.id = "lea", .last_used = "2026-01-01 10:00"});
  world.hold("lea", "long_absence", "2026-02-01 09:00", "2026-06-01 09:00");
  world.run_until("2026-05-31 12:00");
  CHECK(world.story("lea").find("warn") == std::string::npos);
  CHECK(world.state("lea") == "active");
  world.run_until("2026-06-10 12:00");
  CHECK(world.state("lea") ==
        "inactive");  // overdue: one merged warning on 1 June, and the notice from there
  CHECK(world.story("lea").find("2026-06-01 warn 7 for 2026-06-08\n") != std::string::npos);
}

TEST_CASE("INV5: never_touch keeps service accounts out of every rule") {
  World world;
  world.person({.id = "svc",
                .last_used = "2020-01-01 10:00",
                .created = "2019-01-01 10:00",
                .kind = "service",
                .state = "leaver",
                .since = "2025-06-01 10:00"});
  world.run_until("2026-03-01 12:00");
  CHECK(world.story("svc") == "2026-01-02 arrive\n");
}

TEST_CASE("E10: the letter after a deletion tells until when the account can be restored, to the second") {
  World world;
  world.person({.id = "mia", .last_used = "2026-01-01 10:00"});
  world.run_until("2026-07-02 12:00");
  REQUIRE(world.state("mia") == "deleted");
  const auto until = schedules::end_of_hours({world.account("mia").facts.state_since}, 720);
  CHECK(until == london("2026-08-01 10:00"));
  CHECK(world.database().number("SELECT MIN(restorable_until) FROM notice WHERE send = 'now-deleted'") ==
        until.seconds);
}

TEST_CASE("INV10: purge erases the person and nothing brings the account back") {
  World world;
  world.person({.id = "ned", .last_used = "2026-01-01 10:00"});
  world.run_until("2026-08-04 12:00");
  REQUIRE(world.state("ned") == "purged");
  world.login("ned", "2026-08-05 09:00");
  world.feed_says("ned", "active", "2026-08-05 09:00", "FB002");
  world.run_until("2026-08-10 12:00");
  const auto ned = world.account("ned");
  CHECK(ned.facts.state == "purged");
  CHECK(ned.email.empty());
  CHECK(ned.display_name.empty());
  CHECK(ned.facts.addresses.empty());
  CHECK(world.database().number("SELECT COUNT(*) FROM notice WHERE account = 'ned' AND recipient <> 'team'"
                                " AND address <> ''") == 0);
}

}  // namespace lapse::tests
