// One engine writes: the one that was granted the lease last (INV16).
#include <doctest/doctest.h>

#include <optional>

#include "tests/crash/aftermath.h"
#include "tests/crash/dump.h"
#include "tests/crash/feeds.h"
#include "tests/crash/process.h"

namespace lapse::tests {

TEST_CASE("INV16: a lease that is alive is granted to nobody else, and every grant has a higher number") {
  const std::string database = evening_again();
  auto letterbox = picky_letterbox();
  Process first(database, after_hours(1), letterbox);
  engine::Store& store = first.store();
  const auto lease = store.lease();
  CHECK_FALSE(store.acquire("another", lease.until - 1, 60, ""));
  first.night(kNight);
  CHECK_FALSE(store.acquire("another", lease.until - 1, 60, ""));
  const Process second(database, after_hours(2), letterbox);
  CHECK(store.lease().fence > lease.fence);
}

// Taken over between any two transactions of a night: imports, plan, chunks, claims and settlements.
TEST_CASE(
    "INV7 INV16: an engine that was taken over changes nothing more, and its night is ended by the other") {
  for (int number = 1; number < undisturbed().commits; ++number) {
    CAPTURE(number);
    const std::string database = evening_again();
    auto letterbox = picky_letterbox();
    Process first(database, after_hours(1), letterbox);
    std::optional<Process> second;
    std::string taken_over;
    int commits = 0;
    first.database().on_write([&](std::string_view sql) {
      if (sql != "committed" || ++commits != number) return;
      second.emplace(database, after_hours(2), letterbox);
      taken_over = dump(second->database());
    });
    CHECK_THROWS_AS(first.night(kNight), engine::Fenced);
    REQUIRE(second);
    CHECK(difference(taken_over, dump(second->database())) == "");
    check_sound(second->store());
    const std::int64_t ambiguous = on_the_wire(second->database());
    second->night(kNight);
    check_as_undisturbed(second->store(), letterbox, ambiguous);
  }
}

}  // namespace lapse::tests
