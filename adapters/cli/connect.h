// Whether what the configuration names can be reached and used: `lapse check --connect`. Changes and sends
// nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/cli/config.h"
#include "adapters/report/json.h"
#include "engine/inspection.h"

namespace lapse::adapters::cli {

struct Connection {
  std::string what;  // "database", "record of purges", "mail server"
  bool usable = false;
  std::string says;  // what it is, or why it cannot be used
  std::vector<std::string> warnings;
  std::optional<engine::Inspection> database;
};

// All of them, whatever becomes of the first.
std::vector<Connection> try_connections(const Config& config, schedules::Instant wall);

report::Json in_json(const Connection& connection);

}  // namespace lapse::adapters::cli
