// Wherever a night is cut short, the next one ends it as if nothing had happened.
//
// The night is disturbed at every write in turn. What the process leaves behind must be sound as it stands,
// and when the night is done again, the database and the messages sent must be those of the undisturbed
// night.
#include <doctest/doctest.h>

#include "tests/crash/aftermath.h"
#include "tests/crash/feeds.h"
#include "tests/crash/power_cut.h"
#include "tests/crash/process.h"

namespace lapse::tests {
namespace {

// The same process tries again, as the daemon does.
void cut_and_go_on(int number) {
  CAPTURE(number);
  auto letterbox = picky_letterbox();
  Process process(evening_again(), after_hours(1), letterbox);
  PowerCut cut(PowerCut::Kind::once, number);
  cut.watch(process.database());
  CHECK_THROWS_AS(process.night(kNight), engine::StoreError);
  const std::int64_t ambiguous = on_the_wire(process.database());
  check_sound(process.store());
  process.night(kNight);
  check_as_undisturbed(process.store(), letterbox, ambiguous);
}

// Another process, when the lease is over.
void cut_and_restart(PowerCut::Kind kind, int number) {
  CAPTURE(number);
  const std::string database = evening_again();
  auto letterbox = picky_letterbox();
  {
    Process process(database, after_hours(1), letterbox);
    PowerCut cut(kind, number);
    cut.watch(process.database());
    CHECK_THROWS_AS(process.night(kNight), engine::StoreError);
  }
  Process process(database, after_hours(2), letterbox);
  const std::int64_t ambiguous = on_the_wire(process.database());
  check_sound(process.store());
  process.night(kNight);
  check_as_undisturbed(process.store(), letterbox, ambiguous);
}

}  // namespace

TEST_CASE("the night that is disturbed has something of everything") {
  auto letterbox = picky_letterbox();
  Process process(evening_again(), after_hours(1), letterbox);
  process.night(kNight);
  const auto number = [&](const std::string& sql) { return process.database().number(sql); };
  const std::string tonight = " = (SELECT MAX(run) FROM chunk)";
  CHECK(number("SELECT COUNT(DISTINCT rule) FROM chunk WHERE moved > 0 AND run" + tonight) == 4);
  CHECK(number("SELECT COUNT(*) FROM chunk WHERE moved > 0 AND run" + tonight) > 4);
  CHECK(number("SELECT COUNT(DISTINCT step) FROM journal WHERE kind = 'warn' AND run" + tonight) == 3);
  CHECK(number("SELECT COUNT(DISTINCT kind) FROM journal WHERE at = (SELECT last_as_of FROM engine)") == 12);
  CHECK(number("SELECT COUNT(DISTINCT cause) FROM journal WHERE kind = 'event'") == 3);
  CHECK(number("SELECT COUNT(DISTINCT state) FROM notice") == 3);
  CHECK(number("SELECT COUNT(DISTINCT recipient) FROM notice WHERE run" + tonight) == 5);
  CHECK(number("SELECT SUM(rejected) FROM feed") == 1);
  check_as_undisturbed(process.store(), letterbox, 0);
}

TEST_CASE("INV6 INV7 INV8 INV14: a night that fails at any write is ended by the same engine") {
  const int step = step_of_long_proofs();
  for (int number = 1; number <= undisturbed().writes; number += step) cut_and_go_on(number);
}

TEST_CASE("INV6 INV7 INV8 INV14: a night that dies at any write is ended by the next engine") {
  // What was not committed is lost whichever write failed first: every third will do.
  const int step = 3 * step_of_long_proofs();
  for (int number = 1; number <= undisturbed().writes; number += step) {
    cut_and_restart(PowerCut::Kind::for_ever, number);
  }
}

TEST_CASE("INV6 INV7 INV8 INV14: a commit of which nobody hears is done once") {
  for (int number = 1; number <= undisturbed().commits; ++number) {
    cut_and_restart(PowerCut::Kind::after_commit, number);
  }
}

}  // namespace lapse::tests
