// The record of purges as a file: what it keeps, and what it says of a file that is not as it was written.
#include "adapters/record/purge_file.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "tests/test_folder.h"

namespace lapse::adapters::record::tests {
namespace {

using engine::RecordedPurge;

const engine::TombstoneKey kKey("a key of tests");

RecordedPurge purge_of(const std::string& account, std::int64_t block = 1) {
  return {{kKey.of_account(account),
           kKey.of_email(account + "@nhs.example"),
           "",
           kKey.of_mobile("07700 900123"),
           {1'767'000'000},
           {1'769'592'000}},
          41,
          block};
}

class Record {
 public:
  PurgeFile open(const engine::TombstoneKey& key = kKey) const { return {path, key}; }
  std::string text() const {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void write(const std::string& text) const { std::ofstream(path, std::ios::binary) << text; }
  std::string complaint(const engine::TombstoneKey& key = kKey) const {
    try {
      open(key).after("");
    } catch (const engine::RecordError& error) {
      return std::string(error.what()).substr(path.size());
    }
    return "";
  }

  lapse::tests::TestFolder folder;
  std::string path = folder.file("purges.record");
};

std::string accounts(const engine::RecordTail& tail) {
  std::string text;
  for (const auto& purge : tail.purges) {
    for (const std::string name : {"ann", "bob", "cat"})
      if (purge.who.account == kKey.of_account(name)) text += name + " ";
  }
  return text;
}

}  // namespace

TEST_CASE("what is appended is there for whoever opens the file next, after any head") {
  const Record record;
  CHECK_FALSE(record.open().after("").there);
  const std::string first = record.open().append({purge_of("ann")});
  const std::string second = record.open().append({purge_of("bob", 2), purge_of("cat", 2)});
  const auto all = record.open().after("");
  CHECK(accounts(all) == "ann bob cat ");
  CHECK(all.head == second);
  const auto& ann = all.purges.front();
  CHECK(ann.run == 41);
  CHECK(ann.block == 1);
  CHECK(ann.who.email == kKey.of_email("ann@nhs.example"));
  CHECK(ann.who.personal.empty());
  CHECK(ann.who.mobile == kKey.of_mobile("07700900123"));
  CHECK(ann.who.deleted_at == schedules::Instant{1'767'000'000});
  CHECK(ann.who.purged_at == schedules::Instant{1'769'592'000});
  CHECK(accounts(record.open().after(first)) == "bob cat ");
  CHECK(accounts(record.open().after(second)).empty());
  CHECK_FALSE(record.open().after("another").found);
}

TEST_CASE("INV10: the file says nobody's name, and only its owner can read it") {
  const Record record;
  record.open().append({purge_of("ann")});
  for (const std::string word : {"ann", "nhs.example", "07700", "900123"})
    CHECK(record.text().find(word) == std::string::npos);
  struct stat status{};
  REQUIRE(::stat(record.path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0600U);
}

TEST_CASE("a purge that was withdrawn is as if it had never been there") {
  const Record record;
  const std::string first = record.open().append({purge_of("ann")});
  record.open().append({purge_of("bob", 2), purge_of("cat", 2)});
  const std::string head = record.open().withdraw(2);
  CHECK(accounts(record.open().after(first)).empty());
  CHECK(accounts(record.open().after("")) == "ann ");
  record.open().append({purge_of("cat", 3)});
  CHECK(accounts(record.open().after(first)) == "cat ");
  CHECK(accounts(record.open().after(head)) == "cat ");
}

TEST_CASE("a line that was changed or taken away is named, whoever did it") {
  const Record record;
  record.open().append({purge_of("ann"), purge_of("bob"), purge_of("cat")});
  const std::string good = record.text();
  std::string changed = good;
  changed.replace(changed.find("run 41"), 6, "run 42");
  record.write(changed);
  CHECK(record.complaint() ==
        ":2: this line, or the one before it, is not as it was written; put an unchanged copy back");
  const auto second = good.find('\n') + 1;
  record.write(good.substr(0, second) + good.substr(good.find('\n', second) + 1));
  CHECK(record.complaint().starts_with(":2: this line, or the one before it"));
  record.write(good + good.substr(second));
  CHECK(record.complaint().starts_with(":5: this line"));
  record.write("a shopping list\n");
  CHECK(record.complaint().starts_with(":1: this is no record of purges"));
}

TEST_CASE("a file of another key is not taken for one that was changed") {
  const Record record;
  record.open().append({purge_of("ann")});
  CHECK(record.complaint(engine::TombstoneKey("another"))
            .starts_with(" was written with another tombstone_key: put that key back"));
}

TEST_CASE("an end that was taken off shows by its head; a last line that was cut short is taken off") {
  const Record record;
  const std::string first = record.open().append({purge_of("ann")});
  const std::string second = record.open().append({purge_of("bob", 2)});
  const std::string good = record.text();
  for (std::size_t cut = 1; cut < 200; cut += 20) {
    record.write(good.substr(0, good.size() - cut));
    const auto tail = record.open().after(first);
    CHECK(tail.found);
    CHECK(accounts(tail).empty());
    CHECK_FALSE(record.open().after(second).found);
    record.open().append({purge_of("cat", 3)});
    CHECK(accounts(record.open().after("")) == "ann cat ");
  }
  record.write(good.substr(0, 10));  // the first line was cut short
  CHECK_FALSE(record.open().after("").there);
  record.open().append({purge_of("cat", 3)});
  CHECK(accounts(record.open().after("")) == "cat ");
}

TEST_CASE("INV10: a writer that was overtaken adds nothing, and takes nothing off") {
  const Record record;
  PurgeFile slow = record.open();
  const std::string head = slow.append({purge_of("ann")});
  PurgeFile quick = record.open();
  quick.after(head);
  quick.append({purge_of("bob", 2)});
  const std::string text = record.text();
  CHECK_THROWS_WITH_AS(slow.append({purge_of("cat", 3)}), doctest::Contains("since it was read"),
                       engine::RecordError);
  CHECK_THROWS_WITH_AS(slow.withdraw(1), doctest::Contains("since it was read"), engine::RecordError);
  CHECK(record.text() == text);
  slow.after(head);
  slow.append({purge_of("cat", 3)});
  CHECK(accounts(record.open().after("")) == "ann bob cat ");
  // Somebody else's line where this one's stood, as long as it.
  const std::string mine = record.text();
  record.write(text);
  record.open().append({purge_of("ann", 4)});
  REQUIRE(record.text().size() == mine.size());
  CHECK_THROWS_AS(slow.append({purge_of("bob", 5)}), engine::RecordError);
  CHECK(accounts(slow.after(head)) == "bob ann ");
}

TEST_CASE("INV10: nobody writes while another one does") {
  const Record record;
  record.open().append({purge_of("ann")});
  const std::string text = record.text();
  const int other = ::open(record.path.c_str(), O_RDWR | O_CLOEXEC);
  REQUIRE(::flock(other, LOCK_EX) == 0);
  CHECK_THROWS_WITH_AS(record.open().append({purge_of("bob", 2)}),
                       doctest::Contains("is being written by another engine"), engine::RecordError);
  CHECK(accounts(record.open().after("")) == "ann ");
  ::close(other);
  CHECK(record.text() == text);
  record.open().append({purge_of("bob", 2)});
  CHECK(accounts(record.open().after("")) == "ann bob ");
}

TEST_CASE("a file that cannot be written is said so before anybody is purged") {
  const Record record;
  if (::geteuid() == 0) {  // whom no mode keeps out
    const PurgeFile nowhere(record.folder.file("no-such-folder/purges.record"), kKey);
    CHECK_THROWS_WITH_AS(nowhere.require_writable(), doctest::Contains("cannot be written"),
                         engine::RecordError);
    return;
  }
  record.open().append({purge_of("ann")});
  ::chmod(record.path.c_str(), 0400);
  CHECK_THROWS_WITH_AS(record.open().require_writable(), doctest::Contains("cannot be written"),
                       engine::RecordError);
  CHECK_THROWS_WITH_AS(record.open().append({purge_of("bob")}), doctest::Contains("nobody is purged"),
                       engine::RecordError);
}

}  // namespace lapse::adapters::record::tests
