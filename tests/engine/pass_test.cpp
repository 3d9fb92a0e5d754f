// A pass that is asked to stop, killed, or overtaken by the calendar; and editions that change under people's
// feet.
#include <doctest/doctest.h>

#include "engine/verify.h"
#include "tests/world.h"

namespace lapse::tests {
namespace {

// Three people who are told of their last weeks on 3 March 2026, one account for each chunk.
struct ThreeChunks : World {
  ThreeChunks() {
    for (const char* id : {"ann", "bob", "cat"}) person({.id = id, .last_used = "2026-01-01 10:00"});
    chunk_rows = 1;
    run_until("2026-03-02 12:00");
    import_logins("2026-03-03 06:30");
  }

  // Asks the engine to stop as soon as it has committed `chunks` chunks.
  void stop_after(int chunks) {
    database().on_write([this, left = chunks](std::string_view sql) mutable {
      if (sql.starts_with("INSERT INTO chunk") && --left == 0) stop = true;
    });
  }

  int warned() {
    int count = 0;
    for (const char* id : {"ann", "bob", "cat"}) count += account(id).facts.warned_step == 30 ? 1 : 0;
    return count;
  }
};

std::string edition_4(const std::string& what, const std::string& with) {
  return replaced(replaced(shipped_policy(), "edition: 3", "edition: 4"), what, with);
}

}  // namespace

TEST_CASE("asked to stop, a pass finishes its chunk, and the next one goes on from there") {
  ThreeChunks world;
  world.stop_after(1);
  const auto first = world.pass("2026-03-03 06:30");
  CHECK(first.interrupted);
  CHECK(world.warned() == 1);
  world.stop = false;
  world.database().on_write(nullptr);
  const auto second = world.pass("2026-03-03 06:31");
  CHECK(second.resumed);
  CHECK(world.warned() == 3);
  CHECK(world.store().runs(2).back().warned == 3);
  CHECK(world.store().runs(2).back().status == engine::Run::Status::finished);
  CHECK(engine::verify(world.store()).findings.empty());
}

TEST_CASE("a night that nobody is due in asks one question, however many steps the policy has") {
  ThreeChunks world;
  int questions = 0;
  int plans = 0;
  world.database().on_read([&](std::string_view sql) {
    if (sql.find("COALESCE((SELECT 1 FROM account a WHERE") != std::string_view::npos) ++questions;
  });
  world.database().on_write([&](std::string_view sql) {
    if (sql.find("INTO plan_move") != std::string_view::npos) ++plans;
  });
  CHECK(world.pass("2026-03-02 18:00").run.planned == 0);
  CHECK(questions == 1);
  CHECK(plans == 0);
  CHECK(world.pass("2026-03-03 06:30").run.warned == 3);  // one step of one rule
  CHECK(questions == 3);
  CHECK(plans > 0);
}

TEST_CASE("a run that was interrupted yesterday is superseded, and what is due is planned anew") {
  ThreeChunks world;
  world.stop_after(1);
  world.pass("2026-03-03 06:30");
  world.stop = false;
  world.database().on_write(nullptr);
  const auto next = world.pass("2026-03-04 06:30");
  CHECK_FALSE(next.resumed);
  CHECK(world.store().runs(2).back().status == engine::Run::Status::superseded);
  CHECK(next.run.warned == 2);
  // A day late, the date is as it was: 29 days are more than the notice.
  CHECK(world.account("cat").facts.promised_at == london("2026-04-02").seconds);
}

TEST_CASE("an account that changes between plan and chunk is dropped, not moved") {
  ThreeChunks world;
  bool changed = false;
  world.database().on_write([&](std::string_view sql) {
    if (changed || !sql.starts_with("INSERT INTO chunk")) return;
    changed = true;
    world.database().execute("UPDATE account SET version = version + 1 WHERE id = 'cat'");
  });
  const auto result = world.pass("2026-03-03 06:30");
  world.database().on_write(nullptr);
  CHECK(result.run.dropped == 1);
  CHECK(result.run.warned == 2);
  CHECK(world.pass("2026-03-03 06:31").run.warned == 1);
}

TEST_CASE("a changed policy needs a new edition, and an older edition does not come back") {
  World world;
  world.run_until("2026-01-03 12:00");
  world.policy(
      replaced(shipped_policy(), "after: 90 days since last_used", "after: 80 days since last_used"));
  CHECK_THROWS_AS(world.pass("2026-01-04 06:30"), engine::PassRefused);
  world.policy(edition_4("after: 90 days since last_used", "after: 80 days since last_used"));
  CHECK_NOTHROW(world.pass("2026-01-04 06:30"));
  world.policy(replaced(shipped_policy(), "edition: 3", "edition: 2"));
  CHECK_THROWS_AS(world.pass("2026-01-04 06:30"), engine::PassRefused);
}

TEST_CASE("INV12: a shortened period keeps the date that was told") {
  World world;
  world.person({.id = "ann", .last_used = "2026-01-01 10:00"});
  world.run_until("2026-03-10 12:00");  // told on 3 March: 2 April
  world.policy(edition_4("after: 90 days since last_used", "after: 60 days since last_used"));
  world.run_until("2026-04-02 12:00");
  const auto story = world.story("ann");
  CHECK(story.find("2026-04-02 active -> inactive by mark-inactive\n") != std::string::npos);
}

TEST_CASE("INV12: a lengthened period applies at once, to people who were told a date as well") {
  World world;
  world.person({.id = "ann", .last_used = "2026-01-01 10:00"});
  world.run_until("2026-03-10 12:00");
  world.policy(edition_4("after: 90 days since last_used", "after: 100 days since last_used"));
  world.run_until("2026-04-11 12:00");
  CHECK(world.state("ann") == "active");
  world.run_until("2026-04-12 12:00");
  CHECK(world.state("ann") == "inactive");
}

TEST_CASE("INV12: a rule that got another name warns anew, and not before the date that was told") {
  World world;
  world.person({.id = "ann", .last_used = "2026-01-01 10:00"});
  world.run_until("2026-03-31 12:00");
  world.policy(edition_4("rule: mark-inactive", "rule: set-inactive"));
  world.run_until("2026-04-10 12:00");
  const auto story = world.story("ann");
  CHECK(story.substr(story.find("2026-03-26")) ==
        "2026-03-26 warn 7 for 2026-04-02\n"
        "2026-04-01 correct\n"
        "2026-04-01 warn 7 for 2026-04-08\n"
        "2026-04-07 warn 1 for 2026-04-08\n"
        "2026-04-08 active -> inactive by set-inactive\n");
}

}  // namespace lapse::tests
