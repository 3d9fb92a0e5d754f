#include "adapters/cli/held_lease.h"
#include "adapters/cli/night.h"
#include "adapters/cli/stop_signals.h"
#include "adapters/cli/wiring.h"

namespace lapse::adapters::cli {

ExitCode run_deliver(Session& session, const Arguments&) {
  const StopSignals signals(session.world.stop);
  const HeldLease lease(*session.store, session.world.clock);
  engine::Hands hands = make_hands(session, lease.lease());
  engine::require_record(hands, session.record.get(), standing_at(session.clocks()));
  const Delivered delivered = deliver_due(session, hands);
  if (session.json) {
    session.world.out << report::delivery_json(delivered.notices, delivered.effects);
  } else if (!session.quiet) {
    session.world.out << report::delivery_text(delivered.notices, delivered.effects, session.colour);
  }
  return code_of(delivered);
}

}  // namespace lapse::adapters::cli
