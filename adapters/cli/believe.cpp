#include "adapters/cli/failure.h"
#include "adapters/cli/held_lease.h"
#include "adapters/cli/identity.h"
#include "adapters/cli/import_one.h"
#include "adapters/cli/import_sources.h"
#include "adapters/cli/wiring.h"
#include "adapters/report/json.h"

namespace lapse::adapters::cli {
namespace {

// What was in doubt; empty: nothing was.
std::string believe(Session& session, const std::string& source, const std::string& reason) {
  const HeldLease lease(*session.store, session.world.clock);
  const auto feed = known_feed(*session.store, source);
  const auto transaction = session.store->begin(lease.lease(), session.world.clock.now());
  transaction->believe(source, standing_at(session.clocks()), actor(), reason);
  transaction->commit();
  return feed ? feed->doubt : std::string{};
}

}  // namespace

ExitCode run_believe(Session& session, const Arguments& arguments) {
  const std::string source = chosen_sources(*session.config, arguments.operands()).front().name;
  const std::string reason = arguments.text("reason");
  if (reason.empty())
    throw Refusal(ExitCode::usage,
                  "how do you know that it is right? Say it with --reason: it goes into the record");
  const std::string doubt = believe(session, source, reason);
  if (session.json) {
    report::Json answer = report::new_answer();
    answer["source"] = source;
    answer["doubt"] = doubt.empty() ? report::Json(nullptr) : report::Json(doubt);
    session.world.out << report::page(answer);
  } else if (doubt.empty()) {
    session.world.out << "source " << source << " is not in doubt\n";
  } else {
    session.world.out << "believed: source " << source << ": " << doubt << "\n";
  }
  return ExitCode::done;
}

}  // namespace lapse::adapters::cli
