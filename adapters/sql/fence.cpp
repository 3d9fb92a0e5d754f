#include "adapters/sql/fence.h"

#include "engine/store.h"

namespace lapse::adapters::sql {

void require_fence(Database& database, std::int64_t fence) {
  // An update, not a look: its lock keeps the lease from being granted anew before the commit.
  const auto mine = database.execute("UPDATE lease SET fence = :fence WHERE name = :name AND fence = :fence",
                                     {{"name", std::string(kEngineName)}, {"fence", fence}});
  if (mine == 1) return;
  throw engine::Fenced("another engine has taken over the lease; this one stops without a further change");
}

}  // namespace lapse::adapters::sql
