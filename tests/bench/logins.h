// A day's sign-ins for the population of fill.h, as the file a directory would export: a line for each, the
// id and the instant in seconds, in no order. Nobody among them is due, was warned or is marked, so that the
// night after them is the same.
#pragma once

#include <cstdint>
#include <string>

#include "adapters/sql/database.h"
#include "engine/import.h"

namespace lapse::tests {

void write_logins(adapters::sql::Database& database, std::int64_t count, const std::string& file);

// As the pass of night_at() finds them imported.
engine::ImportReport import_logins(engine::Hands& hands, const engine::Rulebook& book,
                                   const std::string& file);

}  // namespace lapse::tests
