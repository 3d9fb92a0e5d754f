#include "tests/crash/aftermath.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "engine/verify.h"
#include "tests/crash/dump.h"
#include "tests/crash/feeds.h"
#include "tests/crash/power_cut.h"

namespace lapse::tests {
namespace {

std::string restored_evening() {
  evening().database.restore();
  return evening().database.url();
}

Copies copies_in(const Letterbox& letterbox) {
  Copies copies;
  for (const auto& message : letterbox.messages) {
    copies[message.id].push_back(message.to + " " + message.subject + " " + message.body);
  }
  return copies;
}

}  // namespace

Letterbox picky_letterbox() {
  Letterbox letterbox;
  letterbox.answers = [](const engine::Message& message) {
    using Outcome = engine::Receipt::Outcome;
    if (message.to == "merged0@mail.example") return engine::Receipt{Outcome::never, "no such user"};
    return engine::Receipt{Outcome::handed, ""};
  };
  return letterbox;
}

std::string evening_again() {
  undisturbed();  // which has its night in the same database
  return restored_evening();
}

schedules::Instant after_hours(int hours) {
  return evening().wall + hours * schedules::kSecondsPerHour;
}

const Undisturbed& undisturbed() {
  static const Undisturbed kNightOfPeace = [] {
    auto letterbox = picky_letterbox();
    Process process(restored_evening(), after_hours(1), letterbox);
    PowerCut counter(PowerCut::Kind::once, 0);
    counter.watch(process.database());
    process.night(kNight);
    return Undisturbed{dump(process.database()), copies_in(letterbox), counter.writes(), counter.commits()};
  }();
  return kNightOfPeace;
}

std::int64_t on_the_wire(adapters::sql::Database& database) {
  return database.number("SELECT COUNT(*) FROM notice WHERE state = 'sending'");
}

void check_sound(adapters::sql::SqlStore& store) {
  const auto verification = engine::verify(store);
  for (const auto& finding : verification.findings) FAIL_CHECK(finding);
  const std::string of_run = " WHERE run = (SELECT MAX(run) FROM chunk)";
  const auto same = [&](const std::string& rows, const std::string& sum) {
    CHECK(store.database().number("SELECT COUNT(*) FROM " + rows) ==
          store.database().number("SELECT SUM(" + sum + ") FROM chunk" + of_run));
  };
  same("journal" + of_run + " AND kind = 'move'", "moved");
  same("journal" + of_run + " AND kind = 'warn'", "warned");
  same("notice" + of_run, "notices");
}

void check_as_undisturbed(adapters::sql::SqlStore& store, const Letterbox& letterbox,
                          std::int64_t ambiguous) {
  CHECK(difference(undisturbed().dump, dump(store.database())) == "");
  check_sound(store);
  CHECK(
      store.database().number("SELECT COUNT(*) FROM notice WHERE state NOT IN ('handed', 'cancelled', 'dead')"
                              " OR (state <> 'handed' AND detail = '')") == 0);
  auto copies = copies_in(letterbox);
  std::int64_t doubles = 0;
  for (auto& [id, texts] : copies) {
    const auto all = static_cast<std::int64_t>(texts.size());
    texts.erase(std::ranges::unique(texts).begin(), texts.end());  // equal copies, word for word
    CHECK(all <= 2);
    doubles += all - 1;
  }
  CHECK(copies == undisturbed().copies);
  CHECK(doubles <= ambiguous);
}

}  // namespace lapse::tests
