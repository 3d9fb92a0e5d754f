// The composition root: what is kept, and what is made anew.
#include "adapters/cli/wiring.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/test_folder.h"

namespace lapse::adapters::cli::tests {

TEST_CASE("the record of purges is kept while its path and its key are the same") {
  const lapse::tests::TestFolder folder;
  const auto key = [&](const std::string& secret) {
    std::ofstream(folder.file("key")) << secret << "\n";
    REQUIRE(::chmod(folder.file("key").c_str(), 0600) == 0);
  };
  Config config;
  CHECK(make_purge_record(config) == nullptr);
  config.purge_record.path = folder.file("purges.record");
  config.tombstone_key.file = folder.file("key");
  key("a key of tests");
  const auto record = make_purge_record(config);
  CHECK(make_purge_record(config, record) == record);
  key("another");
  const auto other = make_purge_record(config, record);
  CHECK(other != record);
  CHECK(other->key() == engine::TombstoneKey("another"));
  config.purge_record.path = folder.file("elsewhere.record");
  CHECK(make_purge_record(config, other) != other);
}

}  // namespace lapse::adapters::cli::tests
