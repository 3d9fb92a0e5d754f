// Rows of runs, read; and what a run may do, as a number of the tables `run` and `plan`.
#pragma once

#include <string>
#include <vector>

#include "adapters/sql/database.h"
#include "engine/records.h"
#include "engine/work.h"

namespace lapse::adapters::sql {

// 0 nothing destructive, 1 everything, 2 nothing that counts from the last use either.
std::int64_t number_of(const engine::Permission& permission);
engine::Permission permission_of(std::int64_t number);

// `rest` follows the table: "WHERE ...", "ORDER BY ...".
std::vector<engine::Run> read_runs(Database& database, const std::string& rest, const Binds& binds);

}  // namespace lapse::adapters::sql
