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
  const auto refusal = [&] { return engine::compare(world.store(), shelf.record().get()).problem; };
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
  CHECK(engine::compare(world.store(), nullptr).problem.find("'purge_record: PATH'") != std::string::npos);
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
  CHECK(engine::story_sentence(last, world.book().policy.zone).find("was erased again, by uid 0 (root)") !=
        std::string::npos);
}

}  // namespace lapse::tests
