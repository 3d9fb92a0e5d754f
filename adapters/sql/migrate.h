// The schema, brought up to date by named migrations: schema/NNNN-name.sql, each in a transaction of its own
// and recorded in the table `migration`, so that one that fails leaves the database as it was before it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "adapters/sql/database.h"

namespace lapse::adapters::sql {

inline constexpr std::string_view kMigrationTable = "migration";

// Runs what is missing, in order; returns the names. Throws StoreError when the database is newer than this
// program.
std::vector<std::string> migrate(Database& database);

// Throws StoreError, with the remedy, unless the schema is exactly this program's.
void require_current(Database& database);

// Every CREATE of the migrations by the name of the index; what a later migration drops is not among them.
std::map<std::string, std::string> schema_indexes(const Dialect& dialect);
std::set<std::string> schema_tables(const Dialect& dialect);

// One migration as single statements, its types filled in.
std::vector<std::string> statements_of(std::string_view text, const Dialect& dialect);

}  // namespace lapse::adapters::sql
