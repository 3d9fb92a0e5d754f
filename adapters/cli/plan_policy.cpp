#include "adapters/cli/plan_policy.h"

#include "adapters/cli/failure.h"
#include "adapters/cli/held_lease.h"
#include "adapters/cli/rulebook_files.h"
#include "adapters/report/comparison.h"
#include "engine/compare.h"

namespace lapse::adapters::cli {

ExitCode answer_comparison(Session& session, const std::string& policy, schedules::Instant as_of) {
  Config with_other = *session.config;
  with_other.policy.path = policy;
  const engine::Rulebook proposed = require_rulebook(with_other);
  session.store = open_database(*session.config, sql::Access::write);  // adopts, and takes it back
  const HeldLease lease(*session.store, session.world.clock);
  engine::Hands hands = make_hands(session, lease.lease());
  try {
    const auto comparison = engine::compare(hands, *session.book, proposed, as_of);
    session.world.out << (session.json ? report::comparison_json(comparison)
                                       : report::comparison_text(comparison, session.colour));
    return comparison.proposed.stops.empty() ? ExitCode::done : ExitCode::guard_stopped;
  } catch (const engine::PassRefused& refused) {
    throw Refusal(ExitCode::policy_invalid, policy + ": " + refused.what());
  }
}

}  // namespace lapse::adapters::cli
