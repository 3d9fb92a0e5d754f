#include "adapters/sql/open.h"

#include "adapters/sql/correction_desk.h"
#include "adapters/sql/inspect.h"
#include "adapters/sql/migrate.h"
#include "adapters/sql/store.h"

namespace lapse::adapters::sql {
namespace {

// A privilege is asked for before a row is looked for.
void try_writing(Database& database) {
  database.begin();
  try {
    for (const auto& table : schema_tables(database.dialect())) {
      database.number("SELECT COUNT(*) FROM " + table + " WHERE 1 = 0");
      if (table != kMigrationTable)
        database.execute("INSERT INTO " + table + " SELECT * FROM " + table + " WHERE 1 = 0");
    }
    for (const std::string table : {"account", "notice"})
      database.execute("UPDATE " + table + " SET state = state WHERE 1 = 0");
    database.execute("UPDATE lease SET fence = fence WHERE 1 = 0");
    database.execute("UPDATE engine SET last_as_of = last_as_of WHERE 1 = 0");
    database.execute("DELETE FROM staged_account WHERE 1 = 0");
  } catch (...) {
    database.rollback();
    throw;
  }
  database.rollback();
}

struct Connection {
  Database database;
};

class OwnDesk : private Connection, public SqlCorrectionDesk {
 public:
  explicit OwnDesk(const Target& target)
      : Connection{Database(target, Access::write)}, SqlCorrectionDesk(Connection::database) {}
};

}  // namespace

std::unique_ptr<engine::CorrectionDesk> open_correction_desk(const std::string& url,
                                                             const std::string& password) {
  return std::make_unique<OwnDesk>(parse_url(url, password));
}

std::unique_ptr<engine::Store> open_store(const std::string& url, const std::string& password, Access access,
                                          engine::TombstoneKey key,
                                          std::shared_ptr<engine::PurgeRecord> record) {
  auto store =
      std::make_unique<SqlStore>(parse_url(url, password), access, std::move(key), std::move(record));
  require_current(store->database());
  return store;
}

Initialised initialise(const std::string& url, const std::string& password,
                       std::optional<schedules::Instant> simulated_from) {
  Database database(parse_url(url, password), Access::create);
  Initialised done;
  done.created =
      database.number(std::string(database.dialect().has_table), {{"name", std::string("migration")}}) == 0;
  if (simulated_from && !done.created) {
    throw engine::StoreError(database.place() + ": only a new database can get a simulated clock");
  }
  done.migrations = migrate(database);
  if (simulated_from) {
    database.execute("UPDATE engine SET simulated = 1, last_as_of = :at", {{"at", simulated_from->seconds}});
  }
  return done;
}

engine::Inspection try_out(const std::string& url, const std::string& password) {
  Database database(parse_url(url, password), Access::write);
  require_current(database);
  engine::Inspection answers = inspect(database);
  if (answers.writable) try_writing(database);
  return answers;
}

}  // namespace lapse::adapters::sql
