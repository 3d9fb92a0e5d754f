// Feeds that are not believed: too few rows, too many without a sign-in, dates that cannot be.
#include "engine/trust.h"

#include <doctest/doctest.h>

#include "tests/fakes.h"
#include "tests/world.h"

namespace lapse::tests {
namespace {

using engine::FeedKind;
using engine::StagingResult;

std::string doubt(FeedKind feed, const StagingResult& staged,
                  const std::vector<engine::PastImport>& past = {},
                  engine::Extent extent = engine::Extent::whole) {
  static const auto kPolicy = rulebook_of(shipped_policy()).policy;
  return engine::doubt_of(kPolicy, feed, staged, extent, past);
}

std::vector<engine::PastImport> week_of(const std::vector<std::int64_t>& rows) {
  std::vector<engine::PastImport> past;
  auto day = *schedules::parse_day("2026-03-02");  // a Monday
  const auto zone = *schedules::Zone::find("Europe/London");
  for (const auto count : rows) {
    past.push_back({zone.midnight(day) + 3600, zone.midnight(day) + 3600, count});
    day = day + 1;
  }
  return past;
}

StagingResult of_rows(std::int64_t rows) {
  StagingResult staged;
  staged.rows = rows;
  staged.data_at = staged.logins_at = london("2026-03-31 10:00");
  return staged;
}

// A crowd that signed in on this day, by a logins feed of so many rows.
engine::ImportReport import_logins(World& world, const std::string& at, int rows, const std::string& last) {
  Rejects rejects;
  return engine::import_feed(
      world.hands(), world.book(), london(at), {"logins", FeedKind::logins},
      [&](engine::Intake& intake) {
        intake.login({2, "beat", london(at)});
        for (int i = 0; i < rows; ++i) intake.login({i + 3, "p" + std::to_string(i), london(last)});
      },
      rejects);
}

void crowd(World& world, int count, const std::string& last_used) {
  for (int i = 0; i < count; ++i) world.person({.id = "p" + std::to_string(i), .last_used = last_used});
}

// 30 people, of whom the logins feed has always had all.
void usual_crowd(World& world) {
  crowd(world, 30, "2026-03-01 10:00");
  world.night("2026-04-01 10:00");
  world.database().execute("DELETE FROM feed_past WHERE source = 'logins'");
  import_logins(world, "2026-04-01 13:00", 30, "2026-04-01 09:00");
}

bool has_doubt(World& world, const std::string& at) {
  for (const auto& obstacle : world.plan(at).obstacles) {
    if (obstacle.says.find("is not believed") != std::string::npos) return obstacle.marking;
  }
  return false;
}

}  // namespace

TEST_CASE("rows: less than the share of usual is not believed, just the share is, and a few are no sign") {
  const auto past = week_of({1000, 1000, 1000});
  CHECK(doubt(FeedKind::logins, of_rows(600), past) == "");
  CHECK(doubt(FeedKind::logins, of_rows(599), past) ==
        "it has 599 rows where 1,000 are usual, and the policy asks for 60 percent");
  CHECK(doubt(FeedKind::logins, of_rows(0)) == "");  // the first of all
  CHECK(doubt(FeedKind::logins, of_rows(2), week_of({12})) == "");
  CHECK(doubt(FeedKind::logins, of_rows(1), week_of({12})) != "");
  CHECK(doubt(FeedKind::logins, of_rows(1), past, engine::Extent::changes) ==
        "");  // what changed may be little
  CHECK(doubt(FeedKind::holds, of_rows(1), past) == "");
}

TEST_CASE("usual is the middle of what was, and less on weekdays that have less") {
  const auto zone = *schedules::Zone::find("Europe/London");
  const auto past = week_of({900, 1000, 1100, 1000, 1000, 100, 100, 900, 1000, 1000, 1000, 1000, 120, 90});
  const auto usual = [&](const std::vector<engine::PastImport>& before, const std::string& day,
                         engine::Extent extent = engine::Extent::whole) {
    return engine::usual_rows(before, extent, zone, london(day));
  };
  CHECK(usual(past, "2026-03-17 10:00") == 1000);  // a Tuesday
  CHECK(usual(past, "2026-03-21 10:00") == 100);   // a Saturday
  CHECK(usual(week_of({7}), "2026-03-21 10:00") == 7);
  CHECK_FALSE(usual({}, "2026-03-21 10:00").has_value());
  CHECK_FALSE(
      usual(week_of({1000}), "2026-03-08 10:00", engine::Extent::piece).has_value());  // the first Sunday
  CHECK(usual(week_of({1000}), "2026-03-09 10:00", engine::Extent::piece) == 1000);
}

TEST_CASE("missing: people without a sign-in count, mailboxes and a feed that never had any do not") {
  auto staged = of_rows(1000);
  staged.people = 800;
  staged.without_login = 80;
  CHECK(doubt(FeedKind::accounts, staged) == "");
  staged.without_login = 81;
  CHECK(doubt(FeedKind::accounts, staged) ==
        "81 of 800 persons have no last sign-in in it, and the policy bears 10 percent");
  staged.logins_at = {};
  CHECK(doubt(FeedKind::accounts, staged) == "");
  CHECK(doubt(FeedKind::accounts, staged, week_of({1000})) != "");  // it had some before
}

TEST_CASE("dates that cannot be: one is a row, more than one in a hundred is the feed") {
  auto staged = of_rows(50);
  staged.absurd = staged.rejected = 1;
  CHECK(doubt(FeedKind::logins, staged) == "");
  staged.absurd = staged.rejected = 2;
  CHECK(doubt(FeedKind::logins, staged) ==
        "2 rows of 52 have dates that cannot be, before 1990 or in the future");
  staged.rows = 500;
  CHECK(doubt(FeedKind::logins, staged) == "");
}

TEST_CASE("INV3: behind a truncated login feed nobody is marked or deleted, and everybody is warned") {
  World world;
  world.person({.id = "ann", .last_used = "2026-01-01 10:00"});  // due on 2 April
  world.person({.id = "bob", .last_used = "2026-01-15 10:00"});
  usual_crowd(world);
  world.database().execute(
      "UPDATE account SET warned_step = 1, warned_rule = 'mark-inactive', promised_at = :day, handed_at = "
      ":day - "
      "864000 WHERE id = 'ann'",
      {{"day", london("2026-04-02").seconds}});
  const auto short_one = import_logins(world, "2026-04-02 06:30", 3, "2026-04-02 06:00");
  CHECK(short_one.doubt == "it has 4 rows where 31 are usual, and the policy asks for 60 percent");
  CHECK(short_one.result.used == 4);  // what is in people's favour is taken
  CHECK(has_doubt(world, "2026-04-02 06:30"));
  const auto night = world.pass("2026-04-02 06:30");
  CHECK(world.state("ann") == "active");
  CHECK(night.run.moved == 0);
  CHECK(night.run.warned == 1);  // bob
  SUBCASE("until a better one comes") {
    import_logins(world, "2026-04-02 10:00", 30, "2026-04-02 09:00");
  }
  SUBCASE("or a person says that it is right, and then it is the usual one") {
    auto transaction = world.store().begin(world.hands().lease, {0});
    CHECK(transaction->believe("logins", london("2026-04-02 09:00"), "uid 0 (root)", "sites closed"));
    CHECK_FALSE(transaction->believe("logins", london("2026-04-02 09:00"), "uid 0 (root)", "twice"));
    transaction->commit();
    CHECK(import_logins(world, "2026-04-02 09:30", 3, "2026-04-02 09:00").doubt == "");
  }
  CHECK_FALSE(has_doubt(world, "2026-04-02 10:00"));
  world.pass("2026-04-02 10:00");
  CHECK(world.state("ann") == "inactive");
}

TEST_CASE("one file per day: a later one does not bring what a short one lacked") {
  World world;
  usual_crowd(world);
  Rejects rejects;
  const auto file_of = [&](const std::string& at, int rows) {
    const engine::Source source{"logins", FeedKind::logins, "", "", false, true};
    engine::import_feed(
        world.hands(), world.book(), london(at), source,
        [&](engine::Intake& intake) {
          for (int i = 0; i < rows; ++i) intake.login({i + 2, "p" + std::to_string(i), london(at)});
        },
        rejects);
  };
  file_of("2026-04-02 13:00", 30);
  file_of("2026-04-09 13:00", 3);
  CHECK(has_doubt(world, "2026-04-09 13:30"));
  file_of("2026-04-10 13:00", 30);
  CHECK(has_doubt(world, "2026-04-10 13:30"));
}

TEST_CASE("of an accounts feed in doubt sign-ins are taken; leaver marks, arrivals and absences wait") {
  World world;
  crowd(world, 40, "2026-03-01 10:00");
  world.night("2026-04-01 12:00");
  crowd(world, 40, "");  // every last sign-in is gone
  world.person({.id = "p1", .last_used = "2026-04-01 11:00"});
  world.person({.id = "new", .last_used = "2026-04-01 11:00"});
  world.feed_says("p2", "leaver", "2026-04-01 09:00");
  const auto report = world.import_people("2026-04-01 13:00");
  CHECK(report.doubt.find("have no last sign-in") != std::string::npos);
  CHECK(world.account("p1").facts.idle_since == london("2026-04-01 11:00").seconds);
  CHECK(world.state("p2") == "active");
  CHECK(world.store().accounts("new").empty());
  CHECK(report.result.vanished == 0);
  crowd(world, 40, "2026-03-01 10:00");
  world.feed_says("p2", "leaver", "2026-04-01 09:00");
  CHECK(world.import_people("2026-04-01 14:00").doubt == "");
  CHECK(world.state("p2") == "leaver");
  CHECK(world.store().accounts("new").size() == 1);
}

}  // namespace lapse::tests
