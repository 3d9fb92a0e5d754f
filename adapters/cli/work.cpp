#include "adapters/cli/duration_option.h"
#include "adapters/cli/failure.h"
#include "adapters/cli/find_config.h"
#include "adapters/cli/identity.h"
#include "adapters/cli/stop_signals.h"
#include "adapters/cli/wiring.h"
#include "adapters/report/work_report.h"
#include "engine/join.h"
#include "engine/persist.h"

namespace lapse::adapters::cli {
namespace {

std::optional<engine::Run> wait_for_run(engine::Hands& hands, std::int64_t seconds) {
  const auto give_up = hands.clock.now() + seconds;
  for (;;) {
    const auto run =
        engine::persist(hands, [&] { return engine::run_to_join(hands.store, hands.clock.now()); });
    if (run || hands.stop || hands.clock.now() >= give_up) return run;
    hands.clock.pause();
  }
}

engine::Joined join_or_refuse(engine::Hands& hands, const engine::Run& run) {
  try {
    return engine::join(hands, run);
  } catch (const engine::PassRefused& refused) {
    throw Refusal(ExitCode::policy_invalid, refused.what());
  }
}

}  // namespace

ExitCode run_work(Session& session, const Arguments& arguments) {
  const std::int64_t seconds = parse_duration_option("--wait", arguments.text("wait"));
  session.config = require_config(session.config_option);
  session.store = open_database(*session.config, sql::Access::write);
  const StopSignals signals(session.world.stop);
  engine::Hands hands = make_hands(session, {});
  const auto run = wait_for_run(hands, seconds);
  std::optional<engine::Joined> joined;
  if (run) {
    hands.lease = {holder(), run->fence, {}};
    joined = join_or_refuse(hands, *run);
  }
  if (session.json) {
    session.world.out << report::work_json(joined);
  } else if (!session.quiet) {
    session.world.out << report::work_text(joined);
  }
  const bool stopped = joined && joined->end == engine::CarriedOut::interrupted;
  return stopped ? ExitCode::partly_done : ExitCode::done;
}

}  // namespace lapse::adapters::cli
