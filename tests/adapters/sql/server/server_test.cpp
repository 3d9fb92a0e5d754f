// Opening a database on a server: who may, over which wire, and what is said when it cannot be.
#include <doctest/doctest.h>

#include <fstream>

#include "adapters/sql/migrate.h"
#include "adapters/sql/open.h"
#include "tests/databases.h"

namespace lapse::tests {
namespace {

using adapters::sql::Access;
using adapters::sql::Database;
using adapters::sql::parse_url;

struct Refusal {
  std::string says;
  engine::StoreError::Kind kind = engine::StoreError::Kind::failed;
};

Refusal refusal(const std::function<void()>& act) {
  try {
    act();
  } catch (const engine::StoreError& error) {
    return {error.what(), error.kind()};
  }
  return {};
}

std::string kind() {
  return on_sqlite() ? "" : std::string(TestDatabase().target().dialect->scheme);
}

std::string tls_url() {
  return of_servers(kind() + "-tcp");
}

std::string replaced_in(std::string text, const std::string& what, const std::string& with) {
  const auto at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}

void open(const std::string& url, const std::string& password = of_servers("password")) {
  Database database(parse_url(url, password), Access::read);
  CHECK(database.number("SELECT 1") == 1);
}

}  // namespace

TEST_CASE("TLS is verified: the certificate's authority and its host; a password may hold any character") {
  need_server();
  CHECK(refusal([] { open(tls_url()); }).says == "");
  const auto untrusted = refusal([] { open(replaced_in(tls_url(), "ca.pem", "wrong-ca.pem")); });
  CHECK(untrusted.says.find("cannot be reached") != std::string::npos);
  CHECK(untrusted.says.find("certificate") != std::string::npos);
  const auto system = refusal([] { open(tls_url().substr(0, tls_url().find('?'))); });
  CHECK(system.says.find("certificate") != std::string::npos);
}

TEST_CASE("INV20: a wrong password is refused with a remedy, and no password is in what is said") {
  need_server();
  const auto wrong = refusal([] { open(tls_url(), "not it"); });
  CHECK(wrong.kind == engine::StoreError::Kind::failed);
  CHECK(wrong.says.find("check 'database_password'") != std::string::npos);
  CHECK(wrong.says.find("not it") == std::string::npos);
}

TEST_CASE("a server that is down and a database that is not there are told apart") {
  need_server();
  const std::string nobody = kind() + "://lapse@127.0.0.1:1/lapse?tls=off";
  const auto down = refusal([&] { open(nobody, ""); });
  CHECK(down.kind == engine::StoreError::Kind::unavailable);
  CHECK(down.says.find("cannot be reached") != std::string::npos);
  const auto missing =
      refusal([] { open(replaced_in(of_servers(kind()), "/lapse?", "/nothing_here?"), ""); });
  CHECK(missing.kind == engine::StoreError::Kind::failed);
  CHECK(missing.says.find("there is no such database; create it") != std::string::npos);
}

TEST_CASE("a column that compares otherwise than byte by byte is refused") {
  need_server();
  TestDatabase lent;
  Database database(lent.target(), Access::write);
  const bool postgresql = kind() == "postgresql";
  const auto collate = [&](const std::string& to) {
    database.execute(postgresql
                         ? "ALTER TABLE account ALTER COLUMN kind TYPE TEXT COLLATE " + to
                         : "ALTER TABLE account MODIFY kind VARCHAR(64) CHARACTER SET utf8mb4 COLLATE " + to +
                               " NOT NULL");
  };
  database.execute("DROP VIEW account_for_people");
  collate(postgresql ? "\"default\"" : "utf8mb4_general_ci");
  CHECK(refusal([&] {
          adapters::sql::open_store(lent.url(), "", Access::read);
        }).says.find("does not compare byte by byte") != std::string::npos);
  collate(postgresql ? "\"C\"" : "utf8mb4_nopad_bin");
  database.execute("DELETE FROM migration WHERE name LIKE '0002%'");
  adapters::sql::migrate(database);  // the view again
  CHECK(refusal([&] { adapters::sql::open_store(lent.url(), "", Access::read); }).says == "");
}

}  // namespace lapse::tests
