#include "engine/inspection.h"

#include <doctest/doctest.h>

namespace lapse::engine::tests {
namespace {

Replica follower(const std::string& name, bool synchronous) {
  return {name, "streaming", true, synchronous, 0, 0};
}

Inspection primary_with(std::vector<Replica> replicas, int hosts) {
  Inspection database;
  database.role = Role::primary;
  database.hosts = hosts;
  database.replicas = std::move(replicas);
  database.against_loss = "make one synchronous";
  return database;
}

// The sentences, those that stop runs marked with '!', one in a line.
std::string said(const Inspection& database) {
  std::string text;
  for (const Concern& concern : concerns(database))
    text += (concern.stops_runs ? "! " : "- ") + concern.says + "\n";
  return text;
}

}  // namespace

TEST_CASE("a database that is well calls nobody") {
  CHECK(said({}).empty());
  CHECK(said(primary_with({follower("b", false)}, 1)).empty());
  CHECK(said(primary_with({follower("b", true), follower("c", false)}, 3)).empty());
}

TEST_CASE("a standby and a server that is read only stop runs, and the remedy is named") {
  Inspection standby;
  standby.role = Role::standby;
  standby.writable = false;
  standby.lag_seconds = kLagConcernSeconds;
  CHECK(said(standby) == "! this is a standby, which takes no changes: name the primary in 'database'\n");
  standby.follows = false;
  standby.lag_seconds = kLagConcernSeconds + 1;
  CHECK(said(standby) ==
        "! this is a standby, which takes no changes: name the primary in 'database'\n"
        "- this standby does not follow its primary\n"
        "- this standby is 61 seconds behind its primary\n");
  standby = {};
  standby.role = Role::standby;
  CHECK(said(standby) ==
        "! this is a standby that takes changes, which never reach its primary: name the primary in "
        "'database'\n");
  Inspection closed;
  closed.writable = false;
  CHECK(said(closed) == "! the database takes no changes: the server is set to read only\n");
}

TEST_CASE("a replica that is gone or late is named; one that is hidden is not accused") {
  Replica gone = follower("b", true);
  gone.state = "disconnected";
  gone.follows = false;
  Replica late = follower("c", true);
  late.lag_seconds = kLagConcernSeconds + 1;
  Replica hidden = {"d", "", false, false, std::nullopt, std::nullopt};
  CHECK(said(primary_with({gone, late, hidden}, 1)) ==
        "- replica b does not follow: disconnected\n- replica c is 61 seconds behind\n");
}

TEST_CASE("who names several hosts is told when a failover could lose something") {
  CHECK(said(primary_with({follower("b", false)}, 2)) ==
        "- a failover could lose what was committed, because no replica is synchronous: make one "
        "synchronous\n");
  CHECK(said(primary_with({{"d", "", false, false, std::nullopt, std::nullopt}}, 2)).empty());
  Inspection alone;
  alone.hosts = 2;
  CHECK(said(alone) ==
        "- 2 hosts are configured, but nothing follows this one: there is nothing to fail over to\n");
}

TEST_CASE("a missing index comes with the statement that makes it again") {
  Inspection database;
  database.missing_indexes = {{"by_state", "CREATE INDEX by_state ON account (state)"}};
  CHECK(said(database) ==
        "- the index by_state is missing, and what needs it is slow: CREATE INDEX by_state ON account "
        "(state)\n");
}

}  // namespace lapse::engine::tests
