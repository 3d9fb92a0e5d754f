#include "adapters/cli/condition.h"
#include "adapters/cli/failure.h"
#include "adapters/cli/record_state.h"
#include "adapters/cli/replace_file.h"
#include "adapters/cli/wiring.h"

namespace lapse::adapters::cli {

ExitCode run_status(Session& session, const Arguments& arguments) {
  const std::string file = arguments.text("metrics-file");
  const bool metrics = arguments.flag("metrics");
  if (session.json && (metrics || !file.empty()))
    throw Refusal(ExitCode::usage, "metrics have a format of their own: leave out --json");
  Condition condition = read_condition(*session.store, *session.book, session.clocks());
  condition.record = record_state(*session.config, *session.store, condition.at);
  if (metrics || !file.empty()) {
    const std::string text = report::metrics_text(measured(condition), session.book->policy);
    if (!file.empty()) replace_file(file, text);
    if (metrics) session.world.out << text;
  } else if (session.json) {
    session.world.out << report::page(in_json(condition));
  } else {
    session.world.out << in_text(condition, arguments.flag("verbose"));
  }
  return ExitCode::done;
}

}  // namespace lapse::adapters::cli
