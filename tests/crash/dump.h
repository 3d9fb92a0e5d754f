// A database as text, to compare two of them.
#pragma once

#include <string>

#include "adapters/sql/database.h"

namespace lapse::tests {

// Every table but the lease, what is staged, the plan of the last run and runs that had nothing to do. Of a
// notice, all but how often and when it was tried; of the engine, all but the population at the last import,
// which after a restart is one that has seen the moves of the night.
std::string dump(adapters::sql::Database& database);

// The first lines in which two dumps differ; empty when they are equal.
std::string difference(const std::string& expected, const std::string& found);

}  // namespace lapse::tests
