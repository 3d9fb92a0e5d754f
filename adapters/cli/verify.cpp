#include "engine/verify.h"

#include "adapters/cli/record_state.h"
#include "adapters/cli/wiring.h"
#include "adapters/report/verify_report.h"

namespace lapse::adapters::cli {

ExitCode run_verify(Session& session, const Arguments&) {
  engine::Verification result = engine::verify(*session.store);
  const auto record = record_state(*session.config, *session.store, standing_at(session.clocks()));
  if (record.disagrees()) {
    result.findings.push_back(record.says);
    ++result.findings_in_all;
  } else {
    result.not_looked_at = record.says;
  }
  session.world.out << (session.json ? report::verify_json(result)
                                     : report::verify_text(result, session.colour));
  return result.findings_in_all == 0 ? ExitCode::done : ExitCode::partly_done;
}

}  // namespace lapse::adapters::cli
