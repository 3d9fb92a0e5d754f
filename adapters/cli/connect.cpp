#include "adapters/cli/connect.h"

#include <fmt/format.h>

#include "adapters/cli/as_of.h"
#include "adapters/cli/failure.h"
#include "adapters/cli/wiring.h"
#include "adapters/report/database_report.h"
#include "adapters/sql/open.h"

namespace lapse::adapters::cli {
namespace {

void try_database(const Config& config, schedules::Instant, Connection& connection) {
  const engine::Inspection database = sql::try_out(config.database, database_secret(config));
  connection.says = report::database_line(database) + ", schema current";
  for (const engine::Concern& concern : engine::concerns(database)) {
    if (concern.stops_runs) connection.usable = false;
    connection.warnings.push_back(concern.says);
  }
  if (connection.usable) connection.says += ", may be written";
  connection.database = database;
}

void try_smtp(const Config& config, schedules::Instant, Connection& connection) {
  const SmtpConfig& smtp = config.notify.smtp;
  connection.says = fmt::format("{}:{}", smtp.host, smtp.port);
  if (const auto problem = try_mail_server(config)) {
    connection.usable = false;
    connection.says += ": " + *problem;
    return;
  }
  connection.says += smtp.tls == "none" ? ", without TLS" : ", TLS verified";
  connection.says += smtp.user.empty() ? ", no login" : ", logged in as " + smtp.user;
}

void try_purge_record(const Config& config, schedules::Instant wall, Connection& connection) {
  const auto store = open_database(config, sql::Access::read);
  const auto record = make_purge_record(config);
  record->require_writable();
  connection.says = record->name();
  const auto found = engine::compare(*store, record.get(), standing_at({wall, store->engine_state(), {}}));
  connection.usable = found.problem.empty();
  connection.says +=
      connection.usable ? ", may be written, and the database has all its purges" : ": " + found.problem;
}

Connection attempt(const std::string& what, const Config& config, schedules::Instant wall,
                   void (*try_it)(const Config&, schedules::Instant, Connection&)) {
  Connection connection{.what = what, .usable = true, .says = {}, .warnings = {}, .database = std::nullopt};
  try {
    try_it(config, wall, connection);
  } catch (...) {
    connection.usable = false;
    connection.says = failure_of(std::current_exception()).message;
  }
  return connection;
}

}  // namespace

std::vector<Connection> try_connections(const Config& config, schedules::Instant wall) {
  std::vector<Connection> connections{attempt("database", config, wall, try_database)};
  if (!config.purge_record.path.empty())
    connections.push_back(attempt("record of purges", config, wall, try_purge_record));
  if (config.notify.channel == "smtp") connections.push_back(attempt("mail server", config, wall, try_smtp));
  return connections;
}

report::Json in_json(const Connection& connection) {
  report::Json answer;
  answer["what"] = connection.what;
  answer["usable"] = connection.usable;
  answer["says"] = connection.says;
  answer["warnings"] = connection.warnings;
  answer["database"] =
      connection.database ? report::database_json(*connection.database) : report::Json(nullptr);
  return answer;
}

}  // namespace lapse::adapters::cli
