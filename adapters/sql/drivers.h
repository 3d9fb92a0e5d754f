// One Driver per database; the rows of dialects.cpp point here.
#pragma once

#include "adapters/sql/dialect.h"

namespace lapse::adapters::sql {

Driver sqlite_driver();
Driver postgresql_driver();
Driver mariadb_driver();
Driver odbc_driver();

// 'value' as SOCI's and libpq's connection strings want it.
std::string quoted(const std::string& value);

// The first line, which names no row, without the password wherever it may appear.
std::string scrubbed(const std::string& message);

// What is wrong with a foreign SELECT. `says` is shown when the code shows it to be about the statement, and
// not about a value, which may be somebody's.
engine::StoreError foreign_error(const std::string& place, const std::string& code, bool about_statement,
                                 const std::string& says);

}  // namespace lapse::adapters::sql
