#include "engine/inspection.h"

#include <fmt/format.h>

#include <algorithm>

namespace lapse::engine {
namespace {

using Concerns = std::vector<Concern>;

void add_role(const Inspection& database, Concerns& found) {
  if (database.role != Role::standby) {
    if (!database.writable)
      found.push_back({"the database takes no changes: the server is set to read only", true});
    return;
  }
  if (database.writable) {
    found.push_back(
        {"this is a standby that takes changes, which never reach its primary: name the primary in"
         " 'database'",
         true});
  } else {
    found.push_back({"this is a standby, which takes no changes: name the primary in 'database'", true});
  }
  if (!database.follows) found.push_back({"this standby does not follow its primary"});
  if (database.lag_seconds > kLagConcernSeconds)
    found.push_back({fmt::format("this standby is {} seconds behind its primary", *database.lag_seconds)});
}

void add_replicas(const Inspection& database, Concerns& found) {
  for (const Replica& replica : database.replicas) {
    if (!replica.follows && !replica.state.empty())
      found.push_back({fmt::format("replica {} does not follow: {}", replica.name, replica.state)});
    if (replica.lag_seconds > kLagConcernSeconds)
      found.push_back({fmt::format("replica {} is {} seconds behind", replica.name, *replica.lag_seconds)});
  }
}

// Hidden replicas may be synchronous: nothing is said about what is not seen.
void add_failover(const Inspection& database, Concerns& found) {
  if (database.hosts < 2 || database.role == Role::standby) return;
  const auto& replicas = database.replicas;
  if (database.role == Role::alone) {
    found.push_back(
        {fmt::format("{} hosts are configured, but nothing follows this one: there is nothing to fail"
                     " over to",
                     database.hosts)});
  } else if (!replicas.empty() && std::ranges::none_of(replicas, [](const Replica& replica) {
               return replica.synchronous || replica.state.empty();
             })) {
    found.push_back({"a failover could lose what was committed, because no replica is synchronous: " +
                     database.against_loss});
  }
}

}  // namespace

std::string_view to_string(Role role) {
  switch (role) {
    case Role::primary:
      return "primary";
    case Role::standby:
      return "standby";
    default:
      return "alone";
  }
}

std::vector<Concern> concerns(const Inspection& database) {
  Concerns found;
  add_role(database, found);
  add_replicas(database, found);
  add_failover(database, found);
  for (const MissingIndex& index : database.missing_indexes)
    found.push_back(
        {"the index " + index.name + " is missing, and what needs it is slow: " + index.statement});
  return found;
}

}  // namespace lapse::engine
