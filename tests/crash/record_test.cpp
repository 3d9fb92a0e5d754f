// The record of purges beside a night that is cut short, and beside a database that is put back.
//
// Wherever the night is cut, the record never misses anybody who was purged; and when the night is done
// again, it has just those whom the database has.
#include <doctest/doctest.h>

#include <set>

#include "adapters/record/purge_file.h"
#include "engine/verify.h"
#include "tests/crash/aftermath.h"
#include "tests/crash/dump.h"
#include "tests/crash/feeds.h"
#include "tests/crash/power_cut.h"
#include "tests/crash/process.h"
#include "tests/crash/worker.h"

namespace lapse::tests {
namespace {

using adapters::record::PurgeFile;
using Names = std::set<std::string>;

// The disk fails under the record: before the lines are there, or after, with nobody hearing of it.
class BadDisk : public PurgeFile {
 public:
  using PurgeFile::PurgeFile;
  std::string append(const std::vector<engine::RecordedPurge>& purges) override {
    if (purges.empty() || number_++ != fails_at) return PurgeFile::append(purges);
    if (written) PurgeFile::append(purges);
    throw engine::RecordError("the disk failed");
  }
  int fails_at = -1;
  bool written = false;

 private:
  int number_ = 0;
};

struct Shelf {
  std::shared_ptr<BadDisk> record() const { return std::make_shared<BadDisk>(file, key_of_tests()); }
  Names names() const {
    Names names;
    for (const auto& purge : record()->after("").purges) names.insert(purge.who.account);
    return names;
  }
  TestFolder folder;
  std::string file = folder.file("purges.record");
};

Names purged(Process& process) {
  Names names;
  process.store().read_tombstones(
      [&names](const engine::Tombstone& stone) { names.insert(key_of_tests().of_account(stone.account)); });
  return names;
}

// But for what it has of the record, and for the digests that the undisturbed night has no key for.
std::string but_for_the_record(const std::string& dump) {
  return without(dump, {"purge_record", "tombstone"});
}

void check_ended(Process& process, const Shelf& shelf) {
  CHECK(difference(but_for_the_record(undisturbed().dump), but_for_the_record(dump(process.database()))) ==
        "");
  CHECK(shelf.names() == purged(process));
  CHECK(engine::compare(process.store(), shelf.record().get(), london("2026-01-22 12:00")).problem.empty());
  check_sound(process.store());
}

void end_it(const std::string& database, Letterbox& letterbox, const Shelf& shelf) {
  Process process(database, after_hours(2), letterbox, shelf.record());
  const auto before = purged(process);
  const auto known = shelf.names();
  CHECK(std::includes(known.begin(), known.end(), before.begin(), before.end()));  // nobody is missed
  // And whoever is left alone from now on is in it no more.
  engine::require_record(process.hands(), shelf.record().get(), london("2026-01-22 11:00"));
  CHECK(shelf.names() == before);
  process.night(kNight);
  check_ended(process, shelf);
}

void cut(PowerCut::Kind kind, int number) {
  CAPTURE(number);
  const Shelf shelf;
  const std::string database = evening_again();
  auto letterbox = picky_letterbox();
  {
    Process process(database, after_hours(1), letterbox, shelf.record());
    PowerCut cut(kind, number);
    cut.watch(process.database());
    CHECK_THROWS_AS(process.night(kNight), engine::StoreError);
  }
  end_it(database, letterbox, shelf);
}

}  // namespace

TEST_CASE("INV10: a night with a record of purges has everybody in it who is purged, and ends as any other") {
  const Shelf shelf;
  auto letterbox = picky_letterbox();
  Process process(evening_again(), after_hours(1), letterbox, shelf.record());
  process.night(kNight);
  check_ended(process, shelf);
  CHECK(shelf.names().size() > 1);
}

TEST_CASE("INV10: wherever the night is cut, the record misses nobody, and says too much of nobody") {
  const int step = 5 * step_of_long_proofs();
  for (int number = 2; number <= undisturbed().writes; number += step) cut(PowerCut::Kind::for_ever, number);
  for (int number = 2; number <= undisturbed().commits; ++number) cut(PowerCut::Kind::after_commit, number);
}

TEST_CASE("INV10: nobody is purged whom the record cannot have") {
  for (const bool written : {false, true}) {
    for (int number = 0;; ++number) {
      CAPTURE(number);
      const Shelf shelf;
      const std::string database = evening_again();
      auto letterbox = picky_letterbox();
      bool failed = false;
      {
        const auto record = shelf.record();
        record->fails_at = number;
        record->written = written;
        Process process(database, after_hours(1), letterbox, record);
        try {
          process.night(kNight);
        } catch (const engine::StoreError&) {
          failed = true;
        }
      }
      if (!failed) {
        CHECK(number > 0);
        break;
      }
      end_it(database, letterbox, shelf);
    }
  }
}

TEST_CASE("INV10: an older copy of the database is noticed, and its people are purged again without a word") {
  const Shelf shelf;
  const std::string database = evening_again();
  auto letterbox = picky_letterbox();
  {
    Process process(database, after_hours(1), letterbox, shelf.record());
    engine::require_record(process.hands(), shelf.record().get(), london("2026-01-21 13:00"));
    process.go_to_bed();
  }
  {
    Process process(database, after_hours(2), letterbox, shelf.record());
    process.night(kNight);
  }
  const auto gone = shelf.names();

  Process process(evening_again(), after_hours(3), letterbox, shelf.record());
  const auto record = shelf.record();
  const auto found = engine::compare(process.store(), record.get(), london("2026-01-22 11:00"));
  CHECK(found.problem.starts_with("this database is an older copy, or a new one: "));
  CHECK(found.missing.size() == gone.size());
  const auto messages = letterbox.messages.size();
  CHECK_THROWS_AS(process.night(kNight), engine::RecordRefused);
  const auto named =
      engine::preview_purge_again(process.store(), Process::book(), *record, london("2026-01-22 11:00"));
  const engine::PurgeAgainTerms terms{london("2026-01-22 11:00"), "an old backup"};
  const auto done = engine::purge_again(process.hands(), Process::book(), *record, terms);
  CHECK(done.accounts.size() == gone.size());
  CHECK(done.accounts == named.accounts);
  CHECK(letterbox.messages.size() == messages);
  CHECK(purged(process) == gone);
  for (const auto& id : done.accounts) {
    const auto account = process.store().accounts(id).front();
    CHECK(account.facts.state == "purged");
    CHECK(account.email.empty());
    CHECK(process.store().journal_of(id).back().kind == "purge");
    for (const auto& notice : process.store().notices_of(id)) CHECK(notice.state != "queued");
  }
  CHECK(engine::verify(process.store()).findings.empty());
  CHECK(engine::purge_again(process.hands(), Process::book(), *record, terms).accounts.empty());
  process.night(kNight);
  CHECK(engine::verify(process.store()).findings.empty());
  CHECK(shelf.names() == purged(process));
}

TEST_CASE("INV10: a copy from the middle of a night is an older copy, unless that night is still in hand") {
  const Shelf shelf;
  const std::string database = evening_again();
  auto letterbox = picky_letterbox();
  {
    const auto record = shelf.record();
    record->fails_at = 0;
    record->written = true;
    Process process(database, after_hours(1), letterbox, record);
    CHECK_THROWS_AS(process.night(kNight), engine::StoreError);
  }
  // As a copy from between the plan and the purge is: the record has a purge of a run that is still running.
  Process process(database, after_hours(2), letterbox, shelf.record());
  const auto gone = shelf.names();
  REQUIRE_FALSE(gone.empty());
  const auto found = [&](const std::string& at) {
    return engine::compare(process.store(), shelf.record().get(), london(at));
  };
  CHECK(found("2026-01-22 13:00").uncommitted);
  CHECK(found("2026-01-29 12:00").problem.starts_with("this database is an older copy"));
  CHECK_THROWS_AS(process.night("2026-01-29"), engine::RecordRefused);
  CHECK(shelf.names() == gone);
  process.database().execute("UPDATE run SET status = 'finished'");
  CHECK(found("2026-01-22 13:00").problem.starts_with("this database is an older copy"));
}

TEST_CASE("INV10: a worker leaves purges to the engine that leads, who has the record") {
  const Shelf shelf;
  const std::string database = evening_again();
  auto letterbox = picky_letterbox();
  Process leader(database, after_hours(1), letterbox, shelf.record());
  Worker worker(database, "worker", after_hours(1));
  std::optional<engine::Joined> joined;
  bool claimed = false;  // by the leader, who is slow: the worker takes over all that it may
  leader.database().on_write([&](std::string_view sql) {
    if (sql.starts_with("INSERT INTO claim")) claimed = true;
    if (sql != "committed" || !claimed || joined) return;
    joined = worker.work();
  });
  leader.night(kNight);
  leader.database().on_write(nullptr);
  REQUIRE(joined);
  CHECK(joined->mine.changed > 0);
  CHECK(joined->end == engine::CarriedOut::left);
  CHECK(shelf.names() == purged(leader));
  CHECK(shelf.names().size() > 1);
  CHECK(difference(whoever_did_it(but_for_the_record(undisturbed().dump)),
                   whoever_did_it(but_for_the_record(dump(leader.database())))) == "");
}

}  // namespace lapse::tests
