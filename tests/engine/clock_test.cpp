// Clocks that jump: from a second to twelve years, both ways, at every step of a night.
#include <doctest/doctest.h>

#include <functional>
#include <map>

#include "engine/timekeeping.h"
#include "engine/verify.h"
#include "tests/fakes.h"
#include "tests/world.h"

namespace lapse::tests {
namespace {

constexpr std::int64_t kHour = schedules::kSecondsPerHour;
constexpr std::int64_t kDay = schedules::kSecondsPerDay;
constexpr std::int64_t kYear = 365 * kDay;

// Shows the true time and a mistake, which a test makes.
class WrongClock : public engine::Clock {
 public:
  schedules::Instant now() const override { return truth + ahead; }
  std::int64_t steady() const override { return truth.seconds; }
  std::optional<bool> synchronised() const override { return follows; }
  void pause() const override {}
  schedules::Instant truth;
  std::int64_t ahead = 0;
  std::optional<bool> follows;
};

// A Wednesday on which `due` is to be marked and `gone` to be deleted, and two others who are told of a later
// day.
class Site {
 public:
  Site() {
    world.person({.id = "due", .last_used = "2025-12-31 10:00"});
    world.person({.id = "early", .last_used = "2026-01-15 10:00"});
    world.person(
        {.id = "gone", .last_used = "2026-02-20 10:00", .state = "leaver", .since = "2026-03-01 09:00"});
    world.person(
        {.id = "later", .last_used = "2026-03-01 10:00", .state = "leaver", .since = "2026-03-20 09:00"});
    world.person({.id = "beat", .last_used = "2026-03-31 09:00"});
    world.import_people("2026-03-31 16:30");
    world.import_logins("2026-03-31 16:30");
    world.pass("2026-03-31 16:30");
    told("due", "mark-inactive", "2026-04-01");
    told("early", "mark-inactive", "2026-04-16");
    told("gone", "delete-leaver", "2026-04-01");
    told("later", "delete-leaver", "2026-04-20");
    clock.truth = london("2026-04-01 10:00");
  }

  // What it ended in: "done", "stopped", or the refusal.
  std::string night() {
    engine::Hands hands{world.store(), world.hands().lease, clock, memory, world.stop, "uid 0 (root)"};
    hands.watch = engine::ClockWatch{clock.now(), clock.steady(), {clock.synchronised(), std::nullopt}};
    const auto as_of = clock.now();
    try {
      engine::require_time(hands, world.book(), as_of);
      step("before the import");
      import(hands, as_of);
      step("after the import");
      const auto result = engine::pass(hands, world.book(), {as_of, {}, {}, 1});
      if (result.interrupted) return "stopped: " + result.why;
      step("before delivery");
      const auto delivery = engine::deliver(hands, world.book(), clock.now(), texts, world.letterbox);
      return delivery.interrupted ? "stopped" : "done";
    } catch (const engine::PassRefused& refused) {
      return refused.what();
    }
  }

  std::int64_t looked() { return world.store().engine_state().last_as_of.seconds; }
  std::int64_t count(const std::string& sql) {
    return world.database().number("SELECT COUNT(*) FROM " + sql);
  }

  World world;
  WrongClock clock;
  Memory memory;
  PlainTexts texts;
  std::function<void(const std::string&)> step = [](const std::string&) {};

 private:
  void told(const std::string& id, const std::string& rule, const std::string& day) {
    const auto promised = london(day).seconds;
    world.database().execute(
        "UPDATE account SET warned_step = 1, warned_rule = :rule, promised_at = :promised, handed_at = "
        ":handed"
        " WHERE id = :id",
        {{"rule", rule}, {"promised", promised}, {"handed", promised - 14 * kDay}, {"id", id}});
  }

  // The feed is of somebody else's clock, which is right.
  void import(engine::Hands& hands, schedules::Instant as_of) {
    Rejects rejects;
    const auto newest = clock.truth - kHour;
    engine::import_feed(
        hands, world.book(), as_of, {"logins", engine::FeedKind::logins},
        [&](engine::Intake& intake) { intake.login({2, "beat", newest}); }, rejects);
  }
};

// The clock is set wrong when the night comes to this step for the first time. "commit 3": after the third.
std::string night_that_jumps(Site& site, const std::string& when, std::int64_t ahead) {
  const auto jump = [&](const std::string& now) {
    if (now == when) site.clock.ahead = ahead;
  };
  int commits = 0;
  site.step = jump;
  site.world.database().on_write([&](std::string_view sql) {
    if (sql == "committed") jump("commit " + std::to_string(++commits));
  });
  jump("before the run");
  const auto end = site.night();
  site.world.database().on_write(nullptr);
  site.step = [](const std::string&) {};
  return end;
}

const std::map<std::string, std::int64_t>& jumps() {
  static const std::map<std::string, std::int64_t> kJumps{
      {"1 second", 1},          {"1 minute", 60},         {"61 seconds", 61},     {"1 hour", kHour},
      {"25 hours", 25 * kHour}, {"27 hours", 27 * kHour}, {"30 days", 30 * kDay}, {"12 years", 12 * kYear}};
  return kJumps;
}

// Whatever the first night saw, with the right clock from then on all ends well.
void check_the_days_after(Site& site, std::int64_t ahead) {
  site.clock.ahead = 0;
  const auto looked = site.looked();
  for (const std::string at :
       {"2026-04-01 17:00", "2026-04-02 06:30", "2026-04-02 12:00", "2026-04-03 06:30"}) {
    site.clock.truth = london(at);
    const auto before = site.looked();
    const auto end = site.night();
    CHECK((end == "done" || end.find("time went backwards") == 0));
    CHECK(site.looked() >= before);  // INV15
  }
  CHECK(site.looked() >= looked);
  CHECK(site.world.state("due") == "inactive");
  CHECK(site.world.state("early") == "active");  // INV2, INV12
  CHECK(site.world.state("later") == "leaver");
  const auto most = std::to_string(site.clock.truth.seconds + (ahead > 0 ? 26 * kHour : 0));
  CHECK(site.count("journal WHERE at > " + most) == 0);
  CHECK(site.count("notice WHERE handed_at > " + most) == 0);
  CHECK(site.count("notice WHERE date_at > " + most + " + 8000000") == 0);
  CHECK(engine::verify(site.world.store()).findings.empty());
}

std::vector<std::string> steps() {
  std::vector<std::string> all{"before the run", "before the import", "after the import", "before delivery"};
  if (on_sqlite()) {
    for (int commit = 1; commit <= 10; ++commit) all.push_back("commit " + std::to_string(commit));
  }
  return all;
}

}  // namespace

TEST_CASE(
    "INV2 INV12 INV15: a clock that jumps at any step of a night ends in a refusal or a correct night") {
  for (const auto& step : steps()) {
    for (const auto& [words, seconds] : jumps()) {
      if (!on_sqlite() && seconds != 12 * kYear) continue;
      if (step.find("commit") == 0 && seconds != 61 && seconds != 12 * kYear) continue;
      for (const int sign : {1, -1}) {
        CAPTURE(step);
        CAPTURE(words);
        CAPTURE(sign);
        Site site;
        const auto end = night_that_jumps(site, step, sign * seconds);
        CAPTURE(end);
        if (seconds <= 60) CHECK(end == "done");
        if (step == "before the run" && (seconds > 26 * kHour)) {
          CHECK(end.find(sign > 0 ? "nobody looked from" : "time went backwards") == 0);
          CHECK(site.count("run") == 1);
          CHECK(site.looked() == london("2026-03-31 16:30").seconds);
        }
        if (step != "before the run" && step.find("commit") != 0 && seconds > 60) CHECK(end != "done");
        check_the_days_after(site, sign * seconds);
      }
    }
  }
}

TEST_CASE("a clock that jumps between two chunks stops the run after the first, and says by how much") {
  Site site;
  const auto end = night_that_jumps(site, "commit 5", 12 * kYear);
  CHECK(end ==
        "stopped: the clock of this machine moved ahead by 12 years while the work went on; it was stopped. "
        "Check "
        "the clock; the next run goes on from there");
  CHECK(site.world.store().runs(1).front().status == engine::Run::Status::running);
}

TEST_CASE(
    "INV15: an outage is no jump where a time server vouches for the clock: all but destructive steps go "
    "on") {
  Site site;
  site.clock.follows = true;
  site.clock.truth = london("2026-04-07 10:00");
  CHECK(site.night() == "done");
  CHECK(site.world.state("due") == "inactive");
  CHECK(site.world.state("gone") == "leaver");
  CHECK(site.world.plan("2026-04-07 10:00").obstacles.front().what == "gap");
}

TEST_CASE("INV15: what nobody vouches for waits until a person says that the engine stood still") {
  Site site;
  site.clock.truth = london("2026-04-07 10:00");
  CHECK(site.night().find("run: lapse acknowledge-gap --reason REASON") != std::string::npos);
  auto transaction = site.world.store().begin(site.world.hands().lease, {0});
  transaction->save_gap(
      {london("2026-03-31 16:30"), site.clock.truth, site.clock.truth, "uid 0 (root)", "moved"});
  transaction->commit();
  CHECK(site.night() == "done");
  CHECK(site.world.state("gone") == "deleted");
}

TEST_CASE(
    "INV15: only a person takes back the time of a last run that has not come, and no account with it") {
  Site site;
  const auto wrong = london("2038-03-31 10:00");
  auto transaction = site.world.store().begin(site.world.hands().lease, {0});
  transaction->save_engine({wrong, false, 0});
  transaction->commit();
  const auto refusal = site.night();
  CHECK(refusal.find("the last pass was at 2038-03-31T") != std::string::npos);
  CHECK(refusal.find("lapse acknowledge-gap --clock-was-ahead --reason REASON") != std::string::npos);
  CHECK(site.looked() == wrong.seconds);
  const auto before = site.world.account("later").facts.promised_at;
  transaction = site.world.store().begin(site.world.hands().lease, {0});
  transaction->set_back({wrong, site.clock.truth, site.clock.truth, "uid 0 (root)", "clock chip"});
  transaction->commit();
  CHECK(site.night() == "done");
  CHECK(site.world.account("later").facts.promised_at == before);
  CHECK(site.world.state("early") == "active");
}

TEST_CASE("a clock that follows no time server, or is not the database server's, closes the gates") {
  World world;
  const auto& policy = world.book().policy;
  CHECK(engine::clock_obstacles(policy, {true, 60}).empty());
  CHECK(engine::clock_obstacles(policy, {std::nullopt, std::nullopt}).empty());
  CHECK(engine::clock_obstacles(policy, {false, std::nullopt}).size() == 1);
  const auto apart = engine::clock_obstacles(policy, {true, -61});
  REQUIRE(apart.size() == 1);
  CHECK(apart.front().says ==
        "the clock of this machine is 61 seconds behind that of the database server, and the policy bears 60 "
        "seconds");
  const auto now = london("2026-04-01 10:00");
  CHECK(engine::refusal(policy, {now - kDay}, {}, {true, 27 * kHour}, now).has_value());
  CHECK_FALSE(engine::refusal(policy, {now - kDay}, {}, {true, 25 * kHour}, now).has_value());
}

TEST_CASE("a deed waits for clocks that agree, and not for a time server") {
  World world;
  const auto& policy = world.book().policy;
  CHECK_FALSE(engine::deed_refusal(policy, {false, 60}).has_value());
  CHECK_FALSE(engine::deed_refusal(policy, {false, std::nullopt}).has_value());
  CHECK(engine::deed_refusal(policy, {true, 61})
            .value()
            .starts_with("the clock of this machine is 61 seconds ahead of that of the database server, and "
                         "the policy bears 60 "
                         "seconds: "));
  const auto careless =
      rulebook_of(replaced(shipped_policy(), ", agree_with_database: 60 seconds", "")).policy;
  CHECK_FALSE(engine::deed_refusal(careless, {true, kYear}).has_value());
}

TEST_CASE("a server is asked for its time; an embedded database has ours") {
  World world;
  const auto theirs = world.store().server_time();
  CHECK(theirs.has_value() != on_sqlite());
  if (theirs) CHECK(*theirs > london("2025-01-01"));
}

}  // namespace lapse::tests
