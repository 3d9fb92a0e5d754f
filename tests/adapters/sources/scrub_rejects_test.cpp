// INV10: rejected rows of people who were purged are taken out of their files, and nothing else is touched.
#include "adapters/sources/scrub_rejects.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "adapters/sources/rejects.h"
#include "tests/adapters/sources/support.h"

namespace lapse::adapters::sources::tests {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> only_ann(const std::vector<std::string>& ids) {
  std::vector<std::string> purged;
  if (std::ranges::find(ids, "ann") != ids.end()) purged.push_back("ann");
  return purged;
}

}  // namespace

TEST_CASE("INV10: rejected rows of purged people go, the others stay as they are") {
  const TemporaryFolder folder;
  RejectsFile both(folder.path() / "both.csv");
  both.add({7, "ann", "kind: 'robot'", "ann,\"Lee, Ann\",robot"});
  both.add({8, "bob", "kind: 'robot'", "bob,\"Roe,\nBob\",robot"});
  both.close();
  RejectsFile alone(folder.path() / "alone.csv");
  alone.add({2, "ann", "kind: 'robot'", "ann"});
  alone.close();
  std::ofstream(folder.path() / "notes.csv") << "who\nann\n";

  CHECK(scrub_rejects(folder.path(), only_ann) == 2);
  CHECK(content_of(folder.path() / "both.csv") ==
        "line,id,reason,row\n8,bob,kind: 'robot',\"bob,\"\"Roe,\nBob\"\",robot\"\n");
  CHECK_FALSE(fs::exists(folder.path() / "alone.csv"));
  CHECK(content_of(folder.path() / "notes.csv") == "who\nann\n");
  CHECK(scrub_rejects(folder.path(), only_ann) == 0);
  CHECK(scrub_rejects(folder.path() / "none", only_ann) == 0);
}

}  // namespace lapse::adapters::sources::tests
