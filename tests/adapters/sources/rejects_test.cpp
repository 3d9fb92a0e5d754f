#include "adapters/sources/rejects.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include "tests/adapters/sources/support.h"

namespace lapse::adapters::sources::tests {
namespace {

std::size_t files_in(const std::filesystem::path& folder) {
  const std::filesystem::directory_iterator all{folder};
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

const engine::Reject kReject{7, "U7", "kind: 'robot' is none of user, shared", "U7,\"Lee, Ann\",robot"};

}  // namespace

TEST_CASE("rejected rows are kept for their owner alone, and appear when the file is complete") {
  const TemporaryFolder folder;
  const auto rejects = folder.path() / "rejects";
  RejectsFile file{rejects, "accounts", kAsOf};
  file.add(kReject);
  file.add({9, "", "id: is empty", ",x"});
  CHECK_FALSE(std::filesystem::exists(rejects / "accounts-2026-01-05T000000Z.csv"));
  const auto written = file.close();
  REQUIRE(written.has_value());
  CHECK(*written == rejects / "accounts-2026-01-05T000000Z.csv");
  CHECK(file.count() == 2);
  CHECK(content_of(*written) ==
        "line,id,reason,row\n"
        "7,U7,\"kind: 'robot' is none of user, shared\",\"U7,\"\"Lee, Ann\"\",robot\"\n"
        "9,,id: is empty,\",x\"\n");
  struct stat status{};
  REQUIRE(::stat(written->c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0600U);
  REQUIRE(::stat(rejects.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0700U);
  CHECK(files_in(rejects) == 1);
  CHECK_FALSE(file.close().has_value());
}

TEST_CASE("without a reject there is no file") {
  const TemporaryFolder folder;
  RejectsFile file{folder.path() / "rejects", "accounts", kAsOf};
  CHECK_FALSE(file.close().has_value());
  CHECK_FALSE(std::filesystem::exists(folder.path() / "rejects"));
}

TEST_CASE("an import that fails half way leaves no rejects behind") {
  const TemporaryFolder folder;
  {
    RejectsFile file{folder.path(), "accounts", kAsOf};
    file.add(kReject);
    CHECK(files_in(folder.path()) == 1);
  }
  CHECK(files_in(folder.path()) == 0);
}

TEST_CASE("the same import once more replaces its file") {
  const TemporaryFolder folder;
  for (int round = 0; round < 2; ++round) {
    RejectsFile file{folder.path(), "accounts", kAsOf};
    file.add(kReject);
    file.close();
  }
  CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("a source's name never leads out of the folder") {
  const TemporaryFolder folder;
  RejectsFile file{folder.path(), "../a b", kAsOf};
  file.add(kReject);
  CHECK(file.close() == folder.path() / "___a_b-2026-01-05T000000Z.csv");
}

TEST_CASE("a folder that cannot be made is named") {
  const TemporaryFolder folder;
  folder.write("rejects", "a file");
  RejectsFile file{folder.path() / "rejects", "accounts", kAsOf};
  CHECK_THROWS_AS(file.add(kReject), engine::SourceError);
  CHECK(file.count() == 0);
}

}  // namespace lapse::adapters::sources::tests
