#include "adapters/sql/fence.h"

#include "engine/store.h"

namespace lapse::adapters::sql {

namespace {

[[noreturn]] void fenced() {
  throw engine::Fenced("another engine has taken over the lease; this one stops without a further change");
}

Binds binds_of(std::int64_t fence) {
  return {{"name", std::string(kEngineName)}, {"fence", fence}};
}

}  // namespace

void require_fence(Database& database, std::int64_t fence) {
  // An update, not a look: its lock keeps the lease from being granted anew before the commit.
  if (database.execute("UPDATE lease SET fence = :fence WHERE name = :name AND fence = :fence",
                       binds_of(fence)) != 1)
    fenced();
}

void renew_fence(Database& database, std::int64_t fence, schedules::Instant until) {
  if (database.execute("UPDATE lease SET until_at = :until WHERE name = :name AND fence = :fence",
                       Binds{{"until", until.seconds}} + binds_of(fence)) != 1)
    fenced();
}

void share_fence(Database& database, std::int64_t fence) {
  if (database.number("SELECT fence FROM lease WHERE name = :name AND fence = :fence" +
                          std::string(database.dialect().shared_lock),
                      binds_of(fence)) != fence)
    fenced();
}

bool lease_lasts(Database& database, schedules::Instant until) {
  return database.number("SELECT until_at FROM lease WHERE name = :name",
                         {{"name", std::string(kEngineName)}}) >= until.seconds;
}

void begin_alone(Database& database) {
  database.begin();
  try {
    // The row that every transaction of the engine begins with: whoever has it is alone.
    database.execute("UPDATE lease SET fence = fence WHERE name = :name",
                     {{"name", std::string(kEngineName)}});
  } catch (...) {
    database.rollback();
    throw;
  }
}

}  // namespace lapse::adapters::sql
