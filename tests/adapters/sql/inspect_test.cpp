// What the database that the tests run on says about itself.
#include "adapters/sql/inspect.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "adapters/sql/migrate.h"
#include "tests/databases.h"

namespace lapse::tests {
namespace {

using adapters::sql::Access;
using adapters::sql::Database;

struct Inspected {
  TestDatabase lent;
  Database database{lent.target(), Access::create};

  Inspected() { make_schema(database); }
  engine::Inspection now() { return adapters::sql::inspect(database); }
};

std::optional<std::int64_t> uses_of(const engine::Inspection& database, const std::string& index) {
  for (const auto& one : database.indexes) {
    if (one.name == index) return one.uses;
  }
  FAIL("there is no index " << index);
  return std::nullopt;
}

bool is_unknown(const engine::Inspection& database, const std::string& what) {
  return std::ranges::any_of(database.unknown,
                             [&](const engine::Unknown& unknown) { return unknown.what == what; });
}

}  // namespace

TEST_CASE("a database says what it is and how large") {
  Inspected inspected;
  const auto database = inspected.now();
  const auto scheme = inspected.database.dialect().scheme;
  std::string product = database.product;
  std::ranges::transform(product, product.begin(), [](unsigned char c) { return std::tolower(c); });
  CHECK(product == scheme);
  CHECK(database.version.find_first_not_of("0123456789.") == std::string::npos);
  CHECK(database.version.find('.') != std::string::npos);
  CHECK(database.place == inspected.database.place());
  CHECK(database.bytes > 100'000);
  CHECK(database.role == engine::Role::alone);
  CHECK(database.writable);
  CHECK(database.replicas.empty());
  CHECK(engine::concerns(database).empty());
  CHECK_FALSE(is_unknown(database, "role"));
  CHECK_FALSE(is_unknown(database, "tables"));
  CHECK_FALSE(is_unknown(database, "indexes"));
}

TEST_CASE("the tables of the schema, and no others, are listed with what the server knows of them") {
  Inspected inspected;
  inspected.database.execute("CREATE TABLE somebody_elses (id BIGINT)");
  const auto database = inspected.now();
  inspected.database.execute("DROP TABLE somebody_elses");
  std::set<std::string> listed;
  for (const auto& table : database.tables) {
    listed.insert(table.name);
    CHECK(table.bytes.has_value() != on_sqlite());
    CHECK(table.index_bytes.has_value() != on_sqlite());
  }
  std::set<std::string> expected{"migration"};
  for (const auto& [name, columns] : schema_columns()) expected.insert(name);
  CHECK(listed == expected);
}

TEST_CASE("an index that is missing is named, and its statement makes it again") {
  Inspected inspected;
  const auto& dialect = inspected.database.dialect();
  inspected.database.execute(std::string("DROP INDEX account_by_floor") +
                             (dialect.scheme == "mariadb" ? " ON account" : ""));
  const auto without = inspected.now();
  REQUIRE(without.missing_indexes.size() == 1);
  CHECK(without.missing_indexes.front().name == "account_by_floor");
  inspected.database.execute(without.missing_indexes.front().statement);
  CHECK(inspected.now().missing_indexes.empty());
}

TEST_CASE("the use of an index is counted, or said to be not known") {
  Inspected inspected;
  const auto database = inspected.now();
  const bool counted = uses_of(database, "account_by_floor").has_value();
  CHECK(counted != is_unknown(database, "use of indexes"));
  CHECK(counted == (inspected.database.dialect().scheme == "postgresql"));
}

TEST_CASE("looking changes nothing") {
  Inspected inspected;
  std::vector<std::string> written;
  inspected.database.on_write([&written](std::string_view sql) { written.emplace_back(sql); });
  inspected.now();
  inspected.database.on_write(nullptr);
  CHECK(written.empty());
}

}  // namespace lapse::tests
