// What the database says when it cannot do what it is asked: in our words, with a remedy, and nothing
// changed.
#include "adapters/sql/database.h"

#include <doctest/doctest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "adapters/sql/migrate.h"
#include "adapters/sql/open.h"
#include "engine/verify.h"
#include "tests/world.h"

namespace lapse::tests {
namespace {

namespace fs = std::filesystem;
using adapters::sql::Access;

// A folder that is gone at the end.
struct Folder {
  Folder() : path(fs::temp_directory_path() / ("lapse-sql-" + std::to_string(::getpid()))) {
    fs::create_directories(path);
  }
  ~Folder() { fs::remove_all(path); }
  std::string url(const std::string& name) const { return "sqlite:" + (path / name).string(); }
  fs::path path;
};

std::string complaint(const std::function<void()>& act) {
  try {
    act();
  } catch (const engine::StoreError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a database that is not there is not made by looking for it") {
  const Folder folder;
  const auto says = complaint([&] { adapters::sql::open_store(folder.url("none.db"), "", Access::write); });
  CHECK(says == (folder.path / "none.db").string() + ": there is no database; create it with 'lapse init'");
  CHECK_FALSE(fs::exists(folder.path / "none.db"));
}

TEST_CASE("a file that is no database, an unknown URL and an older schema are named with their remedy") {
  const Folder folder;
  std::ofstream(folder.path / "notes.txt") << std::string(4096, 'x');
  CHECK(complaint([&] {
          adapters::sql::open_store(folder.url("notes.txt"), "", Access::read);
        }).find("this is no sound database") != std::string::npos);
  CHECK(complaint([] { adapters::sql::open_store("oracle:here", "", Access::read); }) ==
        "database 'oracle:here' is not known; write 'sqlite:' and the path of a file, or"
        " 'postgresql://USER@HOST/DATABASE', or 'mariadb://USER@HOST/DATABASE'");
  std::ofstream(folder.path / "empty.db").flush();
  CHECK(complaint([&] {
          adapters::sql::open_store(folder.url("empty.db"), "", Access::read);
        }).find("the schema is not up to date; run 'lapse init'") != std::string::npos);
}

TEST_CASE("init twice migrates once, and a database of a newer program is refused") {
  const Folder folder;
  const auto url = folder.url("a.db");
  CHECK(adapters::sql::initialise(url, "", std::nullopt).migrations.size() == 11);
  CHECK(adapters::sql::initialise(url, "", std::nullopt).migrations.empty());
  CHECK(complaint([&] {
          adapters::sql::initialise(url, "", london("2026-01-05"));
        }).find("only a new database can get a simulated clock") != std::string::npos);
  adapters::sql::Database database(adapters::sql::parse_url(url), Access::write);
  database.execute("INSERT INTO migration (name) VALUES ('9999-later.sql')");
  CHECK(complaint([&] { adapters::sql::open_store(url, "", Access::read); }).find("made by a newer lapse") !=
        std::string::npos);
}

TEST_CASE("a migration that fails leaves the database as it was before it") {
  const Folder folder;
  adapters::sql::Database database(adapters::sql::parse_url(folder.url("a.db")), Access::create);
  database.on_write([](std::string_view sql) {
    if (sql.starts_with("CREATE TABLE IF NOT EXISTS notice")) throw engine::StoreError("the power is cut");
  });
  CHECK_THROWS_AS(adapters::sql::migrate(database), engine::StoreError);
  database.on_write(nullptr);
  CHECK(database.number("SELECT COUNT(*) FROM migration") == 0);
  CHECK(adapters::sql::migrate(database).size() == 11);
}

TEST_CASE("a full disk stops a pass with its remedy, and nothing of the chunk is left") {
  World world;
  for (int i = 0; i < 200; ++i)
    world.person({.id = "p" + std::to_string(i), .last_used = "2025-01-01 10:00"});
  world.import_people("2026-01-02 06:30");
  auto& database = world.database();
  const auto pages = database.number("PRAGMA page_count");
  database.number("PRAGMA max_page_count = " + std::to_string(pages));
  CHECK(complaint([&] { world.pass("2026-01-02 06:30"); }) ==
        ":memory:: the disk is full; nothing was changed, make room and run again");
  CHECK(engine::verify(world.store()).findings.empty());
  database.number("PRAGMA max_page_count = 1000000");
  CHECK(world.pass("2026-01-02 06:30").run.warned == 200);
}

TEST_CASE("a store opened to read cannot write") {
  const Folder folder;
  adapters::sql::initialise(folder.url("a.db"), "", std::nullopt);
  adapters::sql::SqlStore store(adapters::sql::parse_url(folder.url("a.db")), Access::read);
  CHECK_THROWS_AS(store.database().execute("DELETE FROM account"), engine::StoreError);
}

}  // namespace lapse::tests
