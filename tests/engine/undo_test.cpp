// Taking back what a run did: who is what he was, who is told, and who cannot be brought back.
#include "engine/undo.h"

#include <doctest/doctest.h>

#include "engine/verify.h"
#include "tests/world.h"

namespace lapse::tests {
namespace {

using Fate = engine::UndoRow::Fate;

// Long overdue when the engine first looks, on 2 January 2026: deleted after one warning, on the 19th.
Person overdue(const std::string& id) {
  return {.id = id, .last_used = "2025-06-01 10:00", .state = "inactive", .since = "2025-09-01 06:30"};
}

// Marked after one warning, on 9 January.
Person quiet(const std::string& id) {
  return {.id = id, .last_used = "2025-09-15 10:00"};
}

struct UndoWorld : World {
  using World::World;
  engine::UndoResult undo(std::int64_t run, const std::string& at) {
    return engine::undo(hands(), book(), {run, london(at), "wrong period", chunk_rows});
  }
  engine::UndoResult preview(std::int64_t run, const std::string& at) {
    return engine::preview_undo(store(), {run, london(at), ""});
  }
  // The newest run that did something.
  std::int64_t last_run() {
    for (const auto& run : store().runs(50)) {
      if (run.moved + run.warned > 0) return run.id;
    }
    return 0;
  }
  bool whole() { return engine::verify(store()).findings.empty(); }
};

}  // namespace

TEST_CASE(
    "an account that a run deleted is again what it was, and is warned anew before it is deleted again") {
  UndoWorld world;
  world.person(overdue("ann"));
  world.run_until("2026-01-19 12:00");
  REQUIRE(world.state("ann") == "deleted");
  const auto run = world.last_run();
  world.letterbox.messages.clear();
  const auto before = world.account("ann");

  const auto result = world.undo(run, "2026-01-20 05:00");
  CHECK(result.moves == std::map<std::string, std::int64_t>{{"delete-inactive", 1}});
  CHECK(result.left.empty());
  CHECK(world.state("ann") == "inactive");
  CHECK(world.account("ann").facts.state_since == london("2025-09-01 06:30").seconds);
  CHECK(world.account("ann").facts.idle_since == before.facts.idle_since);
  CHECK(world.account("ann").epoch > before.epoch);
  world.deliver("2026-01-20 05:00");
  CHECK(world.sent("ann").ends_with("2026-01-20 taken-back personal_email\n2026-01-20 taken-back team\n"));

  world.run_until("2026-02-04 18:00");
  const std::string story = world.story("ann");
  CHECK(story.substr(story.find("2026-01-20")) == ("2026-01-20 deleted -> inactive by delete-inactive\n"
                                                   "2026-01-20 warn 14 for 2026-02-03\n"
                                                   "2026-01-27 warn 7 for 2026-02-03\n"
                                                   "2026-02-02 warn 1 for 2026-02-03\n"
                                                   "2026-02-03 inactive -> deleted by delete-inactive\n"));
  CHECK(world.whole());
}

TEST_CASE("who was not told yet hears nothing of a move and of its undoing") {
  UndoWorld world;
  world.person(overdue("ann"));
  world.run_until("2026-01-18 12:00");
  world.letterbox.answers = [](const engine::Message&) {
    return engine::Receipt{engine::Receipt::Outcome::later, "closed"};
  };
  world.run_until("2026-01-19 12:00");
  REQUIRE(world.state("ann") == "deleted");
  CHECK(world.undo(world.last_run(), "2026-01-19 12:30").notices == 0);
  world.letterbox.answers = nullptr;
  world.letterbox.messages.clear();
  world.deliver("2026-01-19 18:00");
  CHECK(world.letterbox.messages.empty());
}

TEST_CASE("a warning is taken back with its date, and who was told it hears so") {
  UndoWorld world;
  world.person(overdue("ann"));
  world.run_until("2026-01-02 12:00");
  REQUIRE(world.account("ann").facts.warned_step == 14);
  world.letterbox.messages.clear();
  const auto result = world.undo(world.last_run(), "2026-01-02 13:00");
  CHECK(result.warnings == std::map<std::string, std::int64_t>{{"delete-inactive", 1}});
  CHECK(world.account("ann").facts.warned_step == 0);
  CHECK(world.account("ann").facts.promised_at == london("2026-01-16").seconds);
  world.deliver("2026-01-02 13:00");
  CHECK(world.sent("ann").ends_with(
      "2026-01-02 date-withdrawn personal_email\n2026-01-02 date-withdrawn mobile\n"));
}

TEST_CASE("INV12: what an earlier run told binds, though a later warning is taken back") {
  UndoWorld world;
  world.person(overdue("ann"));
  world.run_until("2026-01-09 06:30");  // warned 14 days before on the 2nd, now 7
  REQUIRE(world.account("ann").facts.warned_step == 7);
  world.undo(world.last_run(), "2026-01-09 07:00");
  CHECK(world.account("ann").facts.promised_at == london("2026-01-16").seconds);
  CHECK(world.whole());
}

TEST_CASE("whoever changed since is left and named, and what is purged stays so (INV10)") {
  UndoWorld world;
  world.person(quiet("ann"));
  world.person(overdue("dan"));
  world.person(quiet("bob"));
  world.run_until("2026-01-09 06:30");
  const auto marking = world.last_run();
  world.login("bob", "2026-01-09 13:00");
  world.run_until("2026-01-10 06:30");
  REQUIRE(world.state("bob") == "active");
  const auto looked = world.preview(marking, "2026-01-10 12:00");
  CHECK(looked.run == 0);
  CHECK(looked.moves == std::map<std::string, std::int64_t>{{"mark-inactive", 1}});
  REQUIRE(looked.left.size() == 1);
  CHECK(looked.left.front().account == "bob");
  CHECK(looked.left.front().fate == Fate::changed);
  CHECK(world.state("ann") == "inactive");  // INV18

  world.run_until("2026-01-19 12:00");
  REQUIRE(world.state("dan") == "deleted");
  const auto deleting = world.last_run();
  world.run_until("2026-02-19 18:00");
  REQUIRE(world.state("dan") == "purged");
  const auto late = world.undo(deleting, "2026-02-20 05:00");
  CHECK(late.moves.empty());
  REQUIRE(late.left.size() == 1);
  CHECK(late.left.front().fate == Fate::final);
  CHECK(world.state("dan") == "purged");
}

TEST_CASE("what is back is not taken back twice, whatever happened in between") {
  UndoWorld world;
  for (int i = 0; i < 25; ++i) world.person(quiet("p" + std::to_string(100 + i)));
  world.run_until("2026-01-09 06:30");
  const auto marking = world.last_run();
  world.chunk_rows = 10;
  world.stop = true;  // asked to stop: after the first chunk
  const auto first = world.undo(marking, "2026-01-09 08:00");
  CHECK(first.interrupted);
  CHECK(first.moves.at("mark-inactive") == 10);
  world.stop = false;
  const auto second = world.undo(marking, "2026-01-09 08:01");
  CHECK(second.already == 10);
  CHECK(second.moves.at("mark-inactive") == 15);
  const auto third = world.undo(marking, "2026-01-09 08:02");
  CHECK(third.moves.empty());
  CHECK(third.already == 25);
  CHECK(third.left.empty());
  CHECK(world.whole());
}

TEST_CASE("an undo that cannot be is refused in words, and changes nothing") {
  UndoWorld world;
  world.person(quiet("ann"));
  world.run_until("2026-01-09 06:30");
  const auto marking = world.last_run();
  CHECK_THROWS_WITH_AS(world.undo(99999, "2026-01-09 13:00"), doctest::Contains("there is no run 99999"),
                       engine::UndoRefused);
  CHECK_THROWS_WITH_AS(world.undo(marking, "2026-01-08 13:00"), doctest::Contains("time went backwards"),
                       engine::PassRefused);
  const auto done = world.undo(marking, "2026-01-09 13:00");
  CHECK_THROWS_WITH_AS(world.undo(done.run, "2026-01-09 14:00"), doctest::Contains("took back run"),
                       engine::UndoRefused);
}

TEST_CASE("the directory follows: what was not done is cancelled, and the way out of the state is done") {
  UndoWorld world(replaced(
      replaced(shipped_policy(), "    to: inactive\n", "    to: inactive\n    do: disable-mailbox\n"),
      "  login:   { from: [active, inactive], to: active }",
      "  login:   { from: [active, inactive], to: active, do: enable-mailbox }"));
  world.person(quiet("ann"));
  world.run_until("2026-01-09 06:30");
  world.undo(world.last_run(), "2026-01-09 07:00");
  std::string effects;
  for (const auto& view : world.store().effects_of("ann"))
    effects += view.effect.name + " " + view.effect.to + "\n";
  CHECK(effects == "disable-mailbox inactive\nenable-mailbox active\n");
}

}  // namespace lapse::tests
