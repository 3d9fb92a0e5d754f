// The record of purges knows whoever was purged, also in a database that never had him.
#include "engine/purge_record.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "adapters/record/purge_file.h"
#include "engine/explain_story.h"
#include "tests/test_folder.h"
#include "tests/world.h"

namespace lapse::tests {
namespace {

using adapters::record::PurgeFile;

struct Shelf {
  std::shared_ptr<PurgeFile> record() const { return std::make_shared<PurgeFile>(file, key_of_tests()); }
  TestFolder folder;
  std::string file = folder.file("purges.record");
};

// Purged on 12 January 2026.
Person long_deleted(const std::string& id) {
  return {.id = id, .last_used = "2025-02-01 10:00", .state = "deleted", .since = "2025-11-20 10:00"};
}

void require(World& world, const Shelf& shelf, const std::string& at) {
  engine::require_record(world.hands(), shelf.record().get(), london(at));
}

}  // namespace

TEST_CASE("INV10: a new database learns from the record who was purged, and recognises whoever comes again") {
  const Shelf shelf;
  {
    World world(shipped_policy(), shelf.record());
    require(world, shelf, "2026-01-02 06:00");
    world.person(long_deleted("ann"));
    world.person(long_deleted("bob"));
    world.run_until("2026-01-12 18:00");
    REQUIRE(world.state("ann") == "purged");
    REQUIRE(world.state("bob") == "purged");
  }
  World world(shipped_policy(), shelf.record());
  CHECK_THROWS_WITH_AS(require(world, shelf, "2026-02-02 06:00"), doctest::Contains("2 purges"),
                       engine::RecordRefused);
  const auto done = engine::purge_again(world.hands(), world.book(), *shelf.record(),
                                        {london("2026-02-02 06:00"), "a new server"});
  CHECK(done.accounts.empty());
  CHECK(done.unknown == 2);
  require(world, shelf, "2026-02-02 06:00");
  world.person({.id = "ann", .last_used = "2026-02-01 09:00"});  // under her id
  world.person({.id = "bob-again", .last_used = "2026-02-01 09:00", .mobile_number = mobile_of("bob")});
  world.person({.id = "new", .last_used = "2026-02-01 09:00"});
  CHECK(world.import_people("2026-02-02 06:30").result.recreated == 2);
}

TEST_CASE("purges from before there was a record are taken over into it") {
  const Shelf shelf;
  World world;
  world.person(long_deleted("ann"));
  world.run_until("2026-01-12 18:00");
  REQUIRE(world.state("ann") == "purged");
  require(world, shelf, "2026-01-13 06:00");
  const auto tail = shelf.record()->after("");
  REQUIRE(tail.purges.size() == 1);
  CHECK(tail.purges.front().who.account == key_of_tests().of_account("ann"));
  CHECK(tail.purges.front().who.mobile == key_of_tests().of_mobile(mobile_of("ann")));
  require(world, shelf, "2026-01-14 06:00");
  CHECK(shelf.record()->after("").purges.size() == 1);
}

TEST_CASE("a record that is gone, short, or of another database is refused, and can be begun anew") {
  const Shelf shelf;
  World world(shipped_policy(), shelf.record());
  require(world, shelf, "2026-01-02 06:00");
  std::filesystem::copy_file(shelf.file, shelf.file + ".old");
  world.person(long_deleted("ann"));
  world.run_until("2026-01-12 18:00");
  REQUIRE(world.state("ann") == "purged");
  const auto refusal = [&] {
    return engine::compare(world.store(), shelf.record().get(), london("2026-01-13 06:00")).problem;
  };
  CHECK(refusal().empty());
  std::filesystem::rename(shelf.file, shelf.file + ".new");
  CHECK(refusal().find("is not there: put it back") != std::string::npos);
  std::filesystem::copy_file(shelf.file + ".old", shelf.file);
  CHECK(refusal().find("is not the record of this database, or an older copy of it") != std::string::npos);
  const engine::PurgeAgainTerms anew{london("2026-01-13 06:00"), "the disk is lost", true};
  CHECK_THROWS_WITH_AS(engine::purge_again(world.hands(), world.book(), *shelf.record(), anew),
                       doctest::Contains("move it away"), engine::RecordRefused);
  std::filesystem::remove(shelf.file);
  CHECK(engine::purge_again(world.hands(), world.book(), *shelf.record(), anew).begun);
  CHECK(refusal().empty());
  CHECK(shelf.record()->after("").purges.size() == 1);
  CHECK(engine::compare(world.store(), nullptr, {}).problem.find("'purge_record: PATH'") !=
        std::string::npos);
}

TEST_CASE("whoever is purged again is told of nothing, and his story says why") {
  const Shelf shelf;
  shelf.record()->append({{{key_of_tests().of_account("ann"), "", "", "", {1}, {2}}, 7, 7}});
  World world(shipped_policy(), shelf.record());
  world.person({.id = "ann", .last_used = "2025-10-08 10:00"});
  world.letterbox.answers = [](const engine::Message&) {
    return engine::Receipt{engine::Receipt::Outcome::later, "closed"};
  };
  world.run_until("2026-01-02 12:00");
  REQUIRE(world.store().queue().queued > 0);
  world.letterbox.answers = nullptr;
  engine::purge_again(world.hands(), world.book(), *shelf.record(),
                      {london("2026-01-02 13:00"), "an old backup"});
  world.run_until("2026-01-20 12:00");
  CHECK(world.sent("ann").empty());
  CHECK(world.state("ann") == "purged");
  const auto last = world.store().journal_of("ann").back();
  bool buried = false;
  world.store().read_tombstones([&buried](const engine::Tombstone& stone) {
    if (stone.account != "ann") return;
    buried = true;
    CHECK(stone.deleted_at == schedules::Instant{1});  // as the record has it, not as the copy would
    CHECK(stone.purged_at == london("2026-01-02 13:00"));
  });
  CHECK(buried);
  CHECK(engine::story_sentence(last, world.book().policy.zone).find("was erased again, by uid 0 (root)") !=
        std::string::npos);
}

TEST_CASE("INV10: whoever came again and was purged again is missed where only the first purge is known") {
  const Shelf shelf;
  const auto purged = [&](const std::string& at) {
    shelf.record()->append(
        {{{key_of_tests().of_account("ann"), "", "", "", london(at) - 9, london(at)}, 7, 7}});
  };
  World world(shipped_policy(), shelf.record());
  const auto again = [&](const std::string& at) {
    return engine::purge_again(world.hands(), world.book(), *shelf.record(), {london(at), "an old backup"});
  };
  purged("2025-06-01 10:00");
  purged("2025-07-01 10:00");
  CHECK(again("2026-01-02 06:00").unknown == 1);
  require(world, shelf, "2026-01-02 06:00");
  purged("2025-08-01 10:00");
  CHECK(again("2026-01-02 07:00").unknown == 1);
  require(world, shelf, "2026-01-02 07:00");
  world.person({.id = "ann", .last_used = "2026-01-01 09:00"});
  world.import_people("2026-01-02 08:00");
  purged("2026-01-01 10:00");
  CHECK_THROWS_WITH_AS(require(world, shelf, "2026-01-02 09:00"), doctest::Contains("1 purge that"),
                       engine::RecordRefused);
  CHECK(again("2026-01-02 10:00").accounts == std::vector<std::string>{"ann"});
  require(world, shelf, "2026-01-02 10:00");
  CHECK(shelf.record()->after("").purges.size() == 4);  // no line was withdrawn
}

TEST_CASE("INV10: a purge withdraws no line but those of an attempt of its own run") {
  const Shelf shelf;
  World world(shipped_policy(), shelf.record());
  require(world, shelf, "2026-01-02 06:00");
  world.person(long_deleted("ann"));
  world.run_until("2026-01-11 18:00");
  const std::vector<engine::RecordedPurge> foreign{
      {{key_of_tests().of_account("eve"), "", "", "", {1}, {2}}, 1, 1}};
  shelf.record()->append(foreign);
  CHECK_THROWS_WITH_AS(world.run_until("2026-01-12 18:00"), doctest::Contains("nobody was purged"),
                       engine::StoreError);
  CHECK(world.state("ann") == "deleted");
  const auto lines = shelf.record()->after("").purges;
  REQUIRE(lines.size() == 1);
  CHECK(lines.front().who.account == key_of_tests().of_account("eve"));
}

TEST_CASE("whoever was purged twice before there was a record is in it with the later purge") {
  const Shelf shelf;
  const auto digest = key_of_tests().of_account("ann");
  World world;
  auto transaction = world.store().begin(world.hands().lease, world.hands().clock.now());
  transaction->bury({{digest, "", "", "", london("2025-05-01 10:00"), london("2025-06-01 10:00")}});
  transaction->commit();
  world.person(long_deleted("ann"));
  world.run_until("2026-01-12 18:00");
  REQUIRE(world.state("ann") == "purged");
  require(world, shelf, "2026-01-13 06:00");
  CHECK(shelf.record()->after("").purges.back().who.purged_at > london("2026-01-12 00:00"));
}

}  // namespace lapse::tests
