// Statements with values, on any database.
#include "adapters/sql/database.h"

#include <doctest/doctest.h>

#include "tests/world.h"

namespace lapse::tests {

TEST_CASE("values are bound, never written: a name full of quotes stays a name") {
  World world;
  world.database().execute(
      "INSERT INTO organisation (code, type, name, town, mailbox)"
      " VALUES (:code, 't', :name, '', '')",
      {{"code", std::string("x")}, {"name", std::string("O'Hara \"); DROP TABLE account;--")}});
  std::string name;
  world.database().each<std::string>("SELECT name FROM organisation WHERE code = :code",
                                     {{"code", std::string("x")}},
                                     [&name](const std::string& text) { name = text; });
  CHECK(name == "O'Hara \"); DROP TABLE account;--");
}

}  // namespace lapse::tests
