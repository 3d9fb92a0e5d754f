#include "tests/databases.h"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "adapters/sql/migrate.h"
#include "embedded/files.h"

namespace lapse::tests {
namespace {

namespace fs = std::filesystem;

using adapters::sql::Access;
using adapters::sql::Database;

constexpr std::string_view kSchema = "adapters/sql/schema/";
constexpr std::string_view kCreate = "CREATE TABLE IF NOT EXISTS ";

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::string kind() {
  const std::string named = environment("LAPSE_TEST_DATABASE");
  return named.empty() ? "sqlite" : named;
}

// Every migration, one after the other.
std::string whole_schema() {
  std::string text;
  for (const auto name : embedded::names()) {
    if (name.starts_with(kSchema)) text += embedded::embedded(name);
  }
  return text;
}

// The server's URL with another database in it.
std::string url_with(const std::string& name) {
  std::string url = of_servers(kind());
  if (url.empty()) throw std::runtime_error("LAPSE_TEST_SERVERS has no file '" + kind() + "' with a URL");
  const auto end = std::min(url.find('?'), url.size());
  const auto slash = url.rfind('/', end);
  return url.substr(0, slash + 1) + name + url.substr(end);
}

void empty(Database& database) {
  for (const auto& [table, columns] : schema_columns()) database.execute("DELETE FROM " + table);
  for (const auto& statement : adapters::sql::statements_of(whole_schema(), database.dialect())) {
    if (statement.starts_with("INSERT")) database.execute(statement);
  }
}

// Databases on the server, made when they are needed, and dropped when the process ends.
class Pool {
 public:
  ~Pool() {
    try {
      Database server(adapters::sql::parse_url(of_servers(kind())), Access::write);
      for (const auto& name : made_) server.execute("DROP DATABASE " + name);
    } catch (const std::exception&) {
      // The server goes as well.
    }
  }

  std::string lend() {
    if (free_.empty()) free_.push_back(make());
    const std::string url = free_.back();
    free_.pop_back();
    Database database(adapters::sql::parse_url(url), Access::write);
    empty(database);
    return url;
  }

  void give_back(const std::string& url) { free_.push_back(url); }

 private:
  std::string make() {
    const std::string name = "lapse_" + std::to_string(::getpid()) + "_" + std::to_string(made_.size());
    Database server(adapters::sql::parse_url(url_with("lapse")), Access::write);
    server.execute("CREATE DATABASE " + name);
    made_.push_back(name);
    Database database(adapters::sql::parse_url(url_with(name)), Access::write);
    adapters::sql::migrate(database);
    return url_with(name);
  }

  std::vector<std::string> made_;
  std::vector<std::string> free_;
};

Pool& pool() {
  static Pool pool;
  return pool;
}

}  // namespace

bool on_sqlite() {
  return kind() == "sqlite";
}

int step_of_long_proofs() {
  constexpr int kThird = 3;
  return environment("LAPSE_SHORT") == "1" && !on_sqlite() ? kThird : 1;
}

void need_server() {
  if (on_sqlite())
    throw std::runtime_error("this test needs a server: see LAPSE_TEST_DATABASE in tests/databases.h");
}

std::string of_servers(const std::string& name) {
  std::ifstream file(environment("LAPSE_TEST_SERVERS") + "/" + name);
  std::string text;
  std::getline(file, text);
  return text;
}

TestDatabase::TestDatabase(const std::string& file) : file_(file) {
  if (!on_sqlite()) {
    url_ = pool().lend();
    return;
  }
  url_ = "sqlite:" + file;
  if (file == ":memory:") return;
  Database database(target(), Access::create);
  make_schema(database);
}

TestDatabase::~TestDatabase() {
  if (!on_sqlite()) pool().give_back(url_);
}

void TestDatabase::keep() {
  if (on_sqlite()) {
    fs::copy_file(file_, file_ + ".kept", fs::copy_options::overwrite_existing);
    return;
  }
  Database database(target(), Access::write);
  for (const auto& [table, columns] : schema_columns()) {
    database.execute("DROP TABLE IF EXISTS kept_" + table);
    database.execute("CREATE TABLE kept_" + table + " AS SELECT * FROM " + table);
  }
}

void TestDatabase::restore() {
  if (on_sqlite()) {
    for (const auto* more : {"-wal", "-shm"}) fs::remove(file_ + more);
    fs::copy_file(file_ + ".kept", file_, fs::copy_options::overwrite_existing);
    return;
  }
  Database database(target(), Access::write);
  for (const auto& [table, columns] : schema_columns()) {
    database.execute("DELETE FROM " + table);
    database.execute("INSERT INTO " + table + " SELECT * FROM kept_" + table);
  }
}

void make_schema(Database& database) {
  adapters::sql::migrate(database);
}

const std::map<std::string, std::vector<std::string>>& schema_columns() {
  static const auto kColumns = [] {
    std::map<std::string, std::vector<std::string>> tables;
    std::istringstream text{whole_schema()};
    std::string table;
    for (std::string line; std::getline(text, line);) {
      if (line.starts_with(kCreate)) {
        table = line.substr(kCreate.size(), line.find(' ', kCreate.size()) - kCreate.size());
        tables[table];
      } else if (line.starts_with(")")) {
        table.clear();
      } else if (!table.empty() && line.starts_with("  ") && line.find("${") != std::string::npos) {
        tables[table].push_back(line.substr(2, line.find(' ', 2) - 2));
      }
    }
    return tables;
  }();
  return kColumns;
}

}  // namespace lapse::tests
