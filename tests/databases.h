// The database that a test works on: SQLite in memory, or one on a throw-away server.
//
// The environment says which: LAPSE_TEST_DATABASE is `sqlite` (or not set), `postgresql` or `mariadb`, and
// LAPSE_TEST_SERVERS a folder in which a file of that name holds the URL of a server that may be spoiled.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "adapters/sql/database.h"

namespace lapse::tests {

bool on_sqlite();
void need_server();  // fails the test that is run without one
// Of cases that are tried in turn, every which one: all of them (1), but with LAPSE_SHORT=1 every third on a
// server. On SQLite nothing is left out.
int step_of_long_proofs();
// What a file of the folder of servers says: "postgresql-tcp". Empty when there is none.
std::string of_servers(const std::string& name);

// A database with the schema and nothing in it, lent to one test at a time.
class TestDatabase {
 public:
  // `file`: where SQLite keeps it; nowhere by default.
  explicit TestDatabase(const std::string& file = ":memory:");
  ~TestDatabase();
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  const std::string& url() const { return url_; }
  adapters::sql::Target target() const { return adapters::sql::parse_url(url_); }

  void keep();     // what is in it now can be had again
  void restore();  // as it was when it was kept

 private:
  std::string file_;
  std::string url_;
};

// Creates the schema where it is not there yet: on SQLite in memory, it belongs to the connection.
void make_schema(adapters::sql::Database& database);

// The tables of the schema and their columns, in the order in which they are declared.
const std::map<std::string, std::vector<std::string>>& schema_columns();

}  // namespace lapse::tests
