#include "adapters/report/database_report.h"

#include <doctest/doctest.h>

namespace lapse::adapters::report::tests {
namespace {

engine::Inspection a_primary() {
  engine::Inspection database;
  database.product = "Base";
  database.version = "15.8";
  database.place = "base://lapse@db1,db2/lapse";
  database.hosts = 2;
  database.role = engine::Role::primary;
  database.bytes = 8'700'000'000;
  database.replicas = {{"db2", "streaming", true, false, 0, 3}, {"db3", "", false, false, {}, {}}};
  database.tables = {{"account", 1'000'000, 350'000'000, 120'000'000}, {"gap", {}, {}, {}}};
  database.indexes = {{"account", "account_by_idle", 42}, {"gap", "gap_pkey", {}}};
  database.uses_since = {1'767'225'600};
  database.unknown = {{"replicas", "needs a role"}, {"use of indexes", "needs a setting"}};
  return database;
}

}  // namespace

TEST_CASE("sizes are told in the largest unit that keeps a digit before the point") {
  CHECK(bytes_in_words(0) == "0 bytes");
  CHECK(bytes_in_words(1) == "1 byte");
  CHECK(bytes_in_words(1023) == "1023 bytes");
  CHECK(bytes_in_words(1536) == "1.5 kB");
  CHECK(bytes_in_words(8'700'000'000) == "8.1 GB");
  CHECK(bytes_in_words(5'000'000'000'000'000) == "4547.5 TB");
}

TEST_CASE("the short text has the role, the replicas and what hides them") {
  CHECK(database_text(a_primary(), false) ==
        "database: Base 15.8 at base://lapse@db1,db2/lapse, primary, size 8.1 GB\n"
        "  replica db2: streaming, asynchronous, 0 bytes behind, 3 s behind\n"
        "  replica db3: not known\n"
        "  not known: replicas: needs a role\n");
}

TEST_CASE("the long text has tables and indexes, and a dash for what is not known") {
  const std::string text = database_text(a_primary(), true);
  CHECK(text.find("       1000000     333.8 MB     114.4 MB  account\n"
                  "             -            -            -  gap\n"
                  "          used  index, since 2026-01-01T00:00:00Z\n"
                  "            42  account account_by_idle\n"
                  "             -  gap gap_pkey\n"
                  "  not known: replicas: needs a role\n"
                  "  not known: use of indexes: needs a setting\n") != std::string::npos);
}

TEST_CASE("concerns are called to attention") {
  auto database = a_primary();
  database.replicas.pop_back();
  database.against_loss = "make one synchronous";
  CHECK(database_text(database, false).find("  attention: a failover could lose what was committed") !=
        std::string::npos);
  CHECK(database_json(database)["attention"].size() == 1);
}

TEST_CASE("in JSON what is not known is null, never zero") {
  const Json json = database_json(a_primary());
  CHECK(json["role"] == "primary");
  CHECK(json["bytes"] == 8'700'000'000);
  CHECK(json["follows"].is_null());
  CHECK(json["replicas"][0]["lag_seconds"] == 3);
  CHECK(json["replicas"][1]["state"].is_null());
  CHECK(json["replicas"][1]["follows"].is_null());
  CHECK(json["replicas"][1]["lag_bytes"].is_null());
  CHECK(json["tables"][1]["rows"].is_null());
  CHECK(json["indexes"][0]["uses"] == 42);
  CHECK(json["uses_since"] == "2026-01-01T00:00:00Z");
  CHECK(json["not_known"][0]["what"] == "replicas");
}

}  // namespace lapse::adapters::report::tests
