// What filling a database with millions of rows needs and each database spells differently.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/sql/database.h"

namespace lapse::tests {

struct Ground {
  std::string_view scheme;
  std::string_view join_texts;             // lets `||` join texts on this connection; empty: it does
  std::vector<std::string_view> settings;  // of the connection that fills
  std::string_view numbers;                // a SELECT of 0 to ${count} - 1
  std::string_view divide;                 // whole numbers, towards zero
  std::string_view whole;                  // the type of a whole number in a CAST
  std::string_view indexes;                // name, DROP and CREATE of those that can be made afterwards
};

const Ground& ground_of(const adapters::sql::Dialect& dialect);

// From now on `||` joins texts on this connection.
void join_texts(adapters::sql::Database& database);

}  // namespace lapse::tests
