// Engines that share a night are at work at the same moment: one commits while the transaction of another is
// open.
#include <doctest/doctest.h>

#include <optional>

#include "tests/crash/aftermath.h"
#include "tests/crash/dump.h"
#include "tests/crash/feeds.h"
#include "tests/crash/process.h"
#include "tests/crash/worker.h"

namespace lapse::tests {

TEST_CASE("a worker carries out chunks in the middle of another engine's chunk") {
  need_server();
  const std::string database = evening_again();
  auto letterbox = picky_letterbox();
  Process leader(database, after_hours(1), letterbox);
  Worker worker(database, "worker", after_hours(1));
  std::int64_t beside = 0;
  bool inside = false;
  leader.database().on_write([&](std::string_view sql) {
    // What takes mail away runs alone, and comes first.
    const bool alone = worker.database().number(
                           "SELECT COUNT(*) FROM chunk WHERE run = (SELECT MAX(id) FROM run WHERE status ="
                           " 'running') AND rule = 'purge-deleted'") == 0;
    if (!sql.starts_with("INSERT INTO chunk") || alone || inside) return;
    inside = true;
    if (const auto joined = worker.work(1)) beside += joined->mine.changed;
    inside = false;
  });
  leader.night(kNight);
  leader.database().on_write(nullptr);
  CHECK(beside > 3);
  check_sound(leader.store());
  CHECK(difference(whoever_did_it(undisturbed().dump), whoever_did_it(dump(leader.database()))) == "");
}

}  // namespace lapse::tests
