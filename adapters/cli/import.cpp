#include "adapters/cli/held_lease.h"
#include "adapters/cli/import_sources.h"
#include "adapters/cli/night.h"
#include "adapters/cli/stop_signals.h"
#include "adapters/cli/wiring.h"

namespace lapse::adapters::cli {
namespace {

std::vector<SourceOutcome> import_under_lease(Session& session, schedules::Instant as_of,
                                              const std::vector<SourceConfig>& sources) {
  const StopSignals signals(session.world.stop);
  const HeldLease lease(*session.store, session.world.clock);
  engine::Hands hands = make_hands(session, lease.lease());
  engine::require_time(hands, *session.book, as_of);
  engine::require_record(hands, session.record.get(), as_of);
  adopt_edition(session, hands, as_of);
  return import_sources(session, hands, as_of, sources);
}

ExitCode code_of(const std::vector<SourceOutcome>& outcomes, std::size_t wanted) {
  ExitCode code = outcomes.size() < wanted ? ExitCode::partly_done : ExitCode::done;
  for (const SourceOutcome& outcome : outcomes) {
    code = graver(code, outcome.code);
    const auto& report = outcome.told.report;
    if (report && report->staged.rejected > 0) code = graver(code, ExitCode::partly_done);
  }
  return code;
}

}  // namespace

ExitCode run_import(Session& session, const Arguments& arguments) {
  const auto sources = chosen_sources(*session.config, arguments.operands());
  const schedules::Instant as_of = standing_at(session.clocks());
  const auto outcomes = import_under_lease(session, as_of, sources);
  if (session.json) {
    session.world.out << report::import_json(told(outcomes));
  } else if (!session.quiet) {
    session.world.out << report::import_text(told(outcomes), session.book->policy.zone, session.colour);
  }
  return code_of(outcomes, sources.size());
}

}  // namespace lapse::adapters::cli
