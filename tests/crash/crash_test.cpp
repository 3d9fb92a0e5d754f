// Wherever a night is cut short, the next one ends it as if nothing had happened.
//
// The night is disturbed at every write in turn. What the process leaves behind must be sound as it stands,
// and after a restart the database, to the row, and the messages sent must be those of the undisturbed night.
#include <doctest/doctest.h>

#include <map>
#include <optional>

#include "engine/verify.h"
#include "tests/crash/dump.h"
#include "tests/crash/power_cut.h"
#include "tests/crash/process.h"

namespace lapse::tests {
namespace {

using Copies = std::map<std::string, std::vector<std::string>>;  // what was sent, by Message-ID

Letterbox picky_letterbox() {
  Letterbox letterbox;
  letterbox.answers = [](const engine::Message& message) {
    const bool unknown = message.to == "merged0@mail.example";
    return unknown ? engine::Receipt{engine::Receipt::Outcome::never, "no such user"}
                   : engine::Receipt{engine::Receipt::Outcome::handed, ""};
  };
  return letterbox;
}

Copies copies_in(const Letterbox& letterbox) {
  Copies copies;
  for (const auto& message : letterbox.messages) {
    copies[message.id].push_back(message.to + " " + message.subject + " " + message.body);
  }
  return copies;
}

schedules::Instant later(int restarts) {
  return evening().wall + restarts * schedules::kSecondsPerHour;
}

struct Undisturbed {
  std::string dump;
  Copies copies;
  int writes = 0;
  int commits = 0;
};

const Undisturbed& undisturbed() {
  static const Undisturbed kNightOfPeace = [] {
    const TestFolder folder;
    auto letterbox = picky_letterbox();
    Process process(copy_of_evening(folder), later(1), letterbox);
    PowerCut cut(PowerCut::Kind::once, 0);
    cut.watch(process.database());
    process.night(kNight);
    return Undisturbed{dump(process.database()), copies_in(letterbox), cut.writes(), cut.commits()};
  }();
  return kNightOfPeace;
}

std::int64_t on_the_wire(adapters::sql::Database& database) {
  return database.number("SELECT COUNT(*) FROM notice WHERE state = 'sending'");
}

// Also in the middle of a night: no change without its journal row, its notices and its chunk (INV6, INV14).
void check_sound(adapters::sql::SqlStore& store) {
  const auto verification = engine::verify(store);
  for (const auto& finding : verification.findings) FAIL_CHECK(finding);
  const auto same = [&store](const std::string& rows, const std::string& sum) {
    const std::string of_run = " WHERE run = (SELECT MAX(run) FROM chunk)";
    CHECK(store.database().number("SELECT COUNT(*) FROM " + rows) ==
          store.database().number("SELECT COALESCE(SUM(" + sum + "), 0) FROM chunk" + of_run));
  };
  const std::string run = " WHERE run = (SELECT MAX(run) FROM chunk)";
  same("journal" + run + " AND kind = 'move'", "moved");
  same("journal" + run + " AND kind = 'warn'", "warned");
  same("notice" + run, "notices");
}

void check_as_undisturbed(adapters::sql::SqlStore& store, const Letterbox& letterbox,
                          std::int64_t ambiguous) {
  CHECK(difference(undisturbed().dump, dump(store.database())) == "");
  check_sound(store);
  CHECK(
      store.database().number("SELECT COUNT(*) FROM notice WHERE state NOT IN ('handed', 'cancelled', 'dead')"
                              " OR (state <> 'handed' AND detail = '')") == 0);
  const auto copies = copies_in(letterbox);
  REQUIRE(copies.size() == undisturbed().copies.size());
  std::int64_t doubles = 0;
  for (const auto& [id, texts] : undisturbed().copies) {
    REQUIRE(copies.contains(id));
    for (const auto& text : copies.at(id)) CHECK(text == texts.front());
    doubles += static_cast<std::int64_t>(copies.at(id).size()) - 1;
  }
  CHECK(doubles <= ambiguous);
}

// One night with one cut; then another process, an hour later.
void cut_and_restart(PowerCut::Kind kind, int number) {
  CAPTURE(number);
  const TestFolder folder;
  const std::string database = copy_of_evening(folder);
  auto letterbox = picky_letterbox();
  {
    Process process(database, later(1), letterbox);
    PowerCut cut(kind, number);
    cut.watch(process.database());
    CHECK_THROWS_AS(process.night(kNight), engine::StoreError);
  }
  Process process(database, later(2), letterbox);
  const std::int64_t ambiguous = on_the_wire(process.database());
  check_sound(process.store());
  process.night(kNight);
  check_as_undisturbed(process.store(), letterbox, ambiguous);
}

// One night with one cut; the same process tries again, as the daemon does.
void cut_and_go_on(int number) {
  CAPTURE(number);
  const TestFolder folder;
  auto letterbox = picky_letterbox();
  Process process(copy_of_evening(folder), later(1), letterbox);
  PowerCut cut(PowerCut::Kind::once, number);
  cut.watch(process.database());
  CHECK_THROWS_AS(process.night(kNight), engine::StoreError);
  const std::int64_t ambiguous = on_the_wire(process.database());
  check_sound(process.store());
  process.night(kNight);
  check_as_undisturbed(process.store(), letterbox, ambiguous);
}

}  // namespace

TEST_CASE("the night that is disturbed has something of everything") {
  const TestFolder folder;
  auto letterbox = picky_letterbox();
  Process process(copy_of_evening(folder), later(1), letterbox);
  process.night(kNight);
  MESSAGE(undisturbed().writes, " writes, ", undisturbed().commits, " commits");
  MESSAGE(undisturbed().dump);
  CHECK(process.database().number("SELECT COUNT(*) FROM chunk WHERE run = (SELECT MAX(run) FROM chunk)") > 8);
}

TEST_CASE("INV6 INV7 INV8 INV14: a night that fails at any write is ended by the same engine") {
  for (int number = 1; number <= undisturbed().writes; ++number) cut_and_go_on(number);
}

TEST_CASE("INV6 INV7 INV8 INV14: a night that dies at any write is ended by the next engine") {
  for (int number = 1; number <= undisturbed().writes; ++number) {
    cut_and_restart(PowerCut::Kind::for_ever, number);
  }
}

TEST_CASE("INV6 INV7 INV8 INV14: a commit that nobody heard of is done once") {
  for (int number = 1; number <= undisturbed().commits; ++number) {
    cut_and_restart(PowerCut::Kind::after_commit, number);
  }
}

}  // namespace lapse::tests
