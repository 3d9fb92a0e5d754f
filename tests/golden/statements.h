// Every distinct statement text that a database is sent, as one text to keep in a file and to compare.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "adapters/sql/database.h"

namespace lapse::tests {

// Rows of one INSERT are as many as there were to write, and names of accounts are bound: what is left of a
// statement depends on the policy and on the database alone.
class Statements {
 public:
  // Hears everything that is sent until `database` is gone; both live as long as the other.
  void watch(adapters::sql::Database& database);
  void add(std::string_view sql);

  // Sorted, wrapped, each ended by a semicolon and an empty line.
  std::string text() const;

 private:
  std::set<std::string> all_;
};

}  // namespace lapse::tests
