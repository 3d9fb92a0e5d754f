#include "adapters/sql/fence.h"

#include "engine/store.h"

namespace lapse::adapters::sql {

void require_fence(Database& database, std::int64_t fence) {
  const auto latest =
      database.number("SELECT fence FROM lease WHERE name = :name", {{"name", std::string(kEngineName)}});
  if (latest == fence) return;
  throw engine::Fenced("another engine has taken over the lease; this one stops without a further change");
}

}  // namespace lapse::adapters::sql
