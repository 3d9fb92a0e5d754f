// One Driver per database; the rows of dialects.cpp point here.
#pragma once

#include "adapters/sql/dialect.h"

namespace lapse::adapters::sql {

Driver sqlite_driver();
Driver postgresql_driver();
Driver mariadb_driver();

// 'value' as SOCI's and libpq's connection strings want it.
std::string quoted(const std::string& value);

// The first line, which names no row, without the password wherever it may appear.
std::string scrubbed(const std::string& message);

}  // namespace lapse::adapters::sql
