// A database as text, to compare two of them.
#pragma once

#include <set>
#include <string>

#include "adapters/sql/database.h"

namespace lapse::tests {

// Every row of every table, but for what a restart may change: see dump.cpp.
std::string dump(adapters::sql::Database& database);

// The dump without these tables.
std::string without(const std::string& dump, const std::set<std::string>& tables);

// The first lines in which two dumps differ; empty when they are equal.
std::string difference(const std::string& expected, const std::string& found);

}  // namespace lapse::tests
