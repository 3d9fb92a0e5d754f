// What a URL of a database may be, and what is said of one that cannot be.
#include "adapters/sql/url.h"

#include <doctest/doctest.h>

#include "adapters/sql/dialect.h"

namespace lapse::tests {
namespace {

using adapters::sql::take_apart;

std::string complaint(const std::string& url) {
  try {
    adapters::sql::parse_url(url);
  } catch (const engine::StoreError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a URL names user, hosts in their order, database and options") {
  const auto url = take_apart(
      "postgresql://lapse@db1.nhs.example:5433,[2001:db8::1]:5434,db3/accounts?tls_ca=/etc/ca.pem");
  CHECK(url.scheme == "postgresql");
  CHECK(url.user == "lapse");
  REQUIRE(url.hosts.size() == 3);
  CHECK(url.hosts[0].name == "db1.nhs.example");
  CHECK(url.hosts[0].port == "5433");
  CHECK(url.hosts[1].name == "2001:db8::1");
  CHECK(url.hosts[1].port == "5434");
  CHECK(url.hosts[2].port == "");
  CHECK(url.database == "accounts");
  CHECK(url.tls);
  CHECK(url.tls_ca == "/etc/ca.pem");
  CHECK(take_apart("mariadb://lapse@/accounts?socket=/run/mysqld/mysqld.sock").socket ==
        "/run/mysqld/mysqld.sock");
  CHECK(take_apart("sqlite:/var/lib/lapse/lapse.db").database == "/var/lib/lapse/lapse.db");
}

TEST_CASE("INV20: what a URL must not hold is refused, and a password is not repeated") {
  CHECK(
      complaint("postgresql://lapse:hunter2@db/accounts") ==
      "database 'postgresql://...': a password has no place in a URL; write 'database_password: CREDENTIAL'");
  CHECK(complaint("mariadb://lapse@db/accounts?tls=off").find("tls=off is for this machine only") !=
        std::string::npos);
  CHECK(complaint("mariadb://lapse@127.0.0.1/accounts?tls=off") == "");
  CHECK(complaint("mariadb://db/accounts").find("it names no user") != std::string::npos);
  CHECK(complaint("mariadb://lapse@db").find("it names no database") != std::string::npos);
  CHECK(complaint("postgresql://lapse@/accounts").find("write either a host, or socket=PATH") !=
        std::string::npos);
  CHECK(complaint("postgresql://lapse@db:x/accounts").find("HOST or HOST:PORT") != std::string::npos);
  CHECK(complaint("postgresql://lapse@db/accounts?sslmode=prefer").find("'sslmode=prefer' is not known") !=
        std::string::npos);
}

}  // namespace lapse::tests
