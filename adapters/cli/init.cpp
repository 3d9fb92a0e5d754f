#include <filesystem>

#include "adapters/cli/failure.h"
#include "adapters/cli/find_config.h"
#include "adapters/cli/trial.h"
#include "adapters/cli/wiring.h"
#include "adapters/report/json.h"
#include "adapters/sql/open.h"

namespace lapse::adapters::cli {
namespace {

struct Made {
  std::filesystem::path config;
  sql::Initialised database;
};

Made initialise_configured(const Session& session, const std::optional<schedules::Instant>& simulated_from) {
  const Config config = require_config(session.config_option);
  return {config.file, sql::initialise(config.database, database_secret(config), simulated_from)};
}

Made initialise_trial(const std::string& directory) {
  const auto config_file = write_trial(directory);
  const Config config = require_config(config_file.string());
  return {config_file, sql::initialise(config.database, database_secret(config), kTrialBegins)};
}

void answer_in_json(const Session& session, const Made& made) {
  report::Json answer = report::new_answer();
  answer["configuration"] = made.config.string();
  answer["created"] = made.database.created;
  answer["migrations"] = made.database.migrations;
  session.world.out << report::page(answer);
}

void answer_in_text(const Session& session, const Made& made) {
  std::ostream& out = session.world.out;
  out << (made.database.created ? "database created" : "database was there") << '\n';
  for (const std::string& migration : made.database.migrations) out << "  ran " << migration << '\n';
  if (!made.database.created && made.database.migrations.empty())
    out << "  nothing to do: its schema is current\n";
}

}  // namespace

ExitCode run_init(Session& session, const Arguments& arguments) {
  const std::string directory = arguments.text("sample");
  const auto simulated_from = parse_instant_option("--simulated-clock", arguments.text("simulated-clock"));
  if (!directory.empty() && simulated_from) {
    throw Refusal(ExitCode::usage, "--sample brings its own simulated clock, which stands at " +
                                       schedules::to_string(kTrialBegins) + "; leave out --simulated-clock");
  }
  const Made made =
      directory.empty() ? initialise_configured(session, simulated_from) : initialise_trial(directory);
  if (session.json) {
    answer_in_json(session, made);
    return ExitCode::done;
  }
  answer_in_text(session, made);
  if (!directory.empty()) session.world.out << trial_guide(made.config);
  return ExitCode::done;
}

}  // namespace lapse::adapters::cli
