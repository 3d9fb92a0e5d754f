#include "engine/apply.h"
#include "adapters/cli/night.h"
#include "adapters/cli/plan_answer.h"
#include "adapters/cli/plan_name.h"
#include "adapters/cli/stop_signals.h"
#include "adapters/cli/wiring.h"

namespace lapse::adapters::cli {

ExitCode run_apply(Session& session, const Arguments& arguments) {
  const std::int64_t number = require_plan_name(arguments.operands()[0]);
  const auto asked = parse_instant_option("--as-of", arguments.text("as-of"));
  if (arguments.flag("dry-run")) {
    const auto clocks = session.clocks();
    const auto as_of_to = clocks.engine.simulated ? as_of_to_write : as_of_to_read;
    const auto as_of = as_of_to(asked, *session.book, clocks);
    return preview_plan(session, number, as_of, arguments.flag("verbose"));
  }
  const auto as_of = as_of_to_write(asked, *session.book, session.clocks());
  // Before anything is imported for it; and for one that was applied nothing is.
  const auto saved = engine::applicable_plan(*session.store, *session.book, number, as_of);
  const bool imports = saved.run == 0 && !arguments.flag("no-import");
  const StopSignals signals(session.world.stop);
  Night night =
      carry_out_night(session, {.as_of = as_of, .scope = {}, .imports = imports, .saved_plan = number});
  night.report.names_dropped = arguments.flag("verbose");
  print_night(session, night);
  return night.code;
}

}  // namespace lapse::adapters::cli
