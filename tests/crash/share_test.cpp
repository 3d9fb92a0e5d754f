// Several engines share the night: it ends as if one had been alone, whoever of them dies, is fenced or falls
// asleep on the way.
#include <doctest/doctest.h>

#include <optional>

#include "engine/shares.h"
#include "tests/crash/aftermath.h"
#include "tests/crash/dump.h"
#include "tests/crash/feeds.h"
#include "tests/crash/power_cut.h"
#include "tests/crash/process.h"
#include "tests/crash/worker.h"

namespace lapse::tests {
namespace {

// The night of an engine that leads, in which `meanwhile` happens after each of its chunks.
struct SharedNight {
  explicit SharedNight(const std::function<void(int chunk)>& meanwhile) {
    leader.database().on_write([this, meanwhile](std::string_view sql) {
      if (sql.starts_with("INSERT INTO chunk")) in_chunk = true;
      if (sql != "committed" || !in_chunk) return;
      in_chunk = false;
      meanwhile(++chunks);
    });
  }

  void check_as_if_alone() {
    leader.night(kNight);
    leader.database().on_write(nullptr);
    check_sound(leader.store());
    CHECK(difference(whoever_did_it(undisturbed().dump), whoever_did_it(dump(leader.database()))) == "");
  }

  std::string database = evening_again();
  Letterbox letterbox = picky_letterbox();
  Process leader{database, after_hours(1), letterbox};
  bool in_chunk = false;
  int chunks = 0;
};

std::int64_t count(adapters::sql::Database& database, const std::string& sql) {
  return database.number("SELECT COUNT(*) FROM " + sql);
}

}  // namespace

TEST_CASE("INV6: two engines that take turns end the night as one does") {
  std::optional<Worker> worker;
  std::int64_t accounts = 0;
  SharedNight night([&](int) {
    if (const auto joined = worker->work(1)) accounts += joined->mine.changed;
  });
  worker.emplace(night.database, "worker", after_hours(1));
  night.check_as_if_alone();
  CHECK(accounts > 5);
  CHECK(night.chunks > 2);
}

TEST_CASE("INV6: a worker does all that is left, and the engine that leads finishes the run") {
  std::optional<Worker> worker;
  std::optional<engine::Joined> joined;
  SharedNight night([&](int chunk) {
    if (chunk == 1) joined = worker->work();
  });
  worker.emplace(night.database, "worker", after_hours(1));
  CHECK_FALSE(worker->work());  // before there is a run
  night.check_as_if_alone();
  REQUIRE(joined);
  CHECK(joined->end == engine::CarriedOut::all);
  CHECK(night.chunks == 1);     // its claims lapsed by the clock of the worker, who waited for them
  CHECK_FALSE(worker->work());  // after it
}

TEST_CASE("INV6 INV14: a worker that dies at any write leaves nothing half done, and others take over") {
  bool died = true;
  for (int number = 1; died; ++number) {
    CAPTURE(number);
    std::optional<Worker> worker;
    SharedNight night([&](int chunk) {
      if (chunk != 1) return;
      PowerCut cut(PowerCut::Kind::for_ever, number);
      cut.watch(worker->database());
      try {
        worker->work(3);
        died = false;
      } catch (const engine::StoreError&) {
        worker.reset();
      }
    });
    worker.emplace(night.database, "worker", after_hours(1));
    night.check_as_if_alone();
    REQUIRE(number < 200);
  }
}

TEST_CASE("INV6: a worker whose commit nobody hears of has done it once") {
  bool died = true;
  for (int number = 1; died; ++number) {
    CAPTURE(number);
    std::optional<Worker> worker;
    SharedNight night([&](int chunk) {
      if (chunk != 1) return;
      PowerCut cut(PowerCut::Kind::after_commit, number);
      cut.watch(worker->database());
      try {
        worker->work(3);
        died = false;
      } catch (const engine::StoreError&) {
        worker.reset();
      }
    });
    worker.emplace(night.database, "worker", after_hours(1));
    night.check_as_if_alone();
    REQUIRE(number < 50);
  }
}

TEST_CASE("INV6: what a worker claimed and slept over is done by another, and is not done again by it") {
  std::optional<Worker> sleeper;
  std::optional<Worker> other;
  std::optional<engine::Joined> slept;
  bool asleep = false;
  SharedNight night([&](int chunk) {
    if (chunk != 1) return;
    bool did_a_chunk = false;
    sleeper->database().on_write([&](std::string_view sql) {
      if (sql.starts_with("INSERT INTO chunk")) did_a_chunk = true;
      if (sql != "committed" || !did_a_chunk || asleep) return;
      asleep = true;
      CHECK(count(sleeper->database(), "claim WHERE worker = 'sleeper'") == 1);
      other->database().execute(
          "UPDATE lease SET until_at = until_at + 1000");  // the engine that leads lives
      CHECK(other->work());
    });
    slept = sleeper->work();
    sleeper->database().on_write(nullptr);
  });
  sleeper.emplace(night.database, "sleeper", after_hours(1));
  other.emplace(night.database, "other", after_hours(1) + 3 * engine::kClaimSeconds);
  night.check_as_if_alone();
  REQUIRE(slept);
  CHECK(slept->end == engine::CarriedOut::all);
  CHECK(slept->mine.changed <= 3);
}

TEST_CASE("INV16: a worker is fenced together with the engine that it works for") {
  for (int number = 1; number <= 3; ++number) {
    CAPTURE(number);
    std::optional<Worker> worker;
    std::optional<Process> third;
    bool fenced = false;
    SharedNight night([&](int chunk) {
      if (chunk != 1) return;
      int commits = 0;
      worker->database().on_write([&](std::string_view sql) {
        if (sql == "committed" && ++commits == number)
          third.emplace(night.database, after_hours(2), night.letterbox);
      });
      try {
        worker->work();
      } catch (const engine::Fenced&) {
        fenced = true;
      }
    });
    worker.emplace(night.database, "worker", after_hours(1));
    CHECK_THROWS_AS(night.leader.night(kNight), engine::Fenced);
    CHECK(fenced);
    REQUIRE(third);
    check_sound(third->store());
    third->night(kNight);
    check_sound(third->store());
    CHECK(difference(whoever_did_it(undisturbed().dump), whoever_did_it(dump(third->database()))) == "");
  }
}

TEST_CASE("a worker leaves when the engine that leads does") {
  std::optional<Worker> worker;
  std::optional<engine::Joined> joined;
  bool left = false;
  SharedNight night([&](int chunk) {
    if (chunk != 1) return;
    worker->database().on_write([&](std::string_view sql) {
      if (!sql.starts_with("INSERT INTO chunk") || left) return;
      left = true;
      worker->database().execute("UPDATE lease SET holder = ''");
    });
    joined = worker->work();
    worker->database().execute("UPDATE lease SET holder = 'process'");
  });
  worker.emplace(night.database, "worker", after_hours(1));
  night.check_as_if_alone();
  REQUIRE(joined);
  CHECK(joined->end == engine::CarriedOut::left);
}

// Who looks for the owners of a site finds those who still read: two owners that are taken away at once would
// each be told of the other.
TEST_CASE("nobody warns or marks while somebody's mail is being taken away") {
  std::optional<Worker> worker;
  int looked = 0;
  SharedNight night([&](int) {
    worker->work(1);
    auto& database = night.leader.database();
    const std::string of_run = "run = (SELECT MAX(id) FROM run)";
    const auto lost = count(database, "plan_move WHERE " + of_run + " AND work IN (2, 3, 4)");
    const auto done = database.number("SELECT COALESCE(SUM(moved + dropped), 0) FROM chunk WHERE " + of_run +
                                      " AND rule IN ('delete-inactive', 'delete-leaver', 'purge-deleted')");
    const auto others =
        count(database, "chunk WHERE " + of_run + " AND (rule = 'mark-inactive' OR warned > 0)");
    CHECK((others == 0 || done == lost));
    looked += others == 0 ? 1 : 0;
  });
  worker.emplace(night.database, "worker", after_hours(1));
  night.check_as_if_alone();
  CHECK(looked > 0);
}

}  // namespace lapse::tests
