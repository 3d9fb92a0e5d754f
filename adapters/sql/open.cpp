#include "adapters/sql/open.h"

#include "adapters/sql/migrate.h"
#include "adapters/sql/store.h"

namespace lapse::adapters::sql {

std::unique_ptr<engine::Store> open_store(const std::string& url, const std::string& password,
                                          Access access) {
  auto store = std::make_unique<SqlStore>(parse_url(url, password), access);
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

}  // namespace lapse::adapters::sql
