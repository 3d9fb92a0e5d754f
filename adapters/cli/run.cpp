#include "adapters/cli/night.h"
#include "adapters/cli/plan_answer.h"
#include "adapters/cli/stop_signals.h"
#include "adapters/cli/wiring.h"

namespace lapse::adapters::cli {

ExitCode run_run(Session& session, const Arguments& arguments) {
  const auto asked = parse_instant_option("--as-of", arguments.text("as-of"));
  const Clocks clocks = session.clocks();
  if (arguments.flag("dry-run")) return answer_plan(session, as_of_to_read(asked, *session.book, clocks), {});
  const NightOrder order{.as_of = as_of_to_write(asked, *session.book, clocks),
                         .scope = {},
                         .imports = !arguments.flag("no-import")};
  const StopSignals signals(session.world.stop);
  const Night night = carry_out_night(session, order);
  print_night(session, night);
  return night.code;
}

}  // namespace lapse::adapters::cli
