#include "engine/verify.h"

#include "adapters/cli/record_state.h"
#include "adapters/cli/wiring.h"
#include "adapters/report/verify_report.h"

namespace lapse::adapters::cli {

ExitCode run_verify(Session& session, const Arguments&) {
  engine::Verification result = engine::verify(*session.store);
  if (const auto problem = record_problem(*session.config, *session.store)) {
    result.findings.push_back(*problem);
    ++result.findings_in_all;
  }
  session.world.out << (session.json ? report::verify_json(result)
                                     : report::verify_text(result, session.colour));
  return result.findings_in_all == 0 ? ExitCode::done : ExitCode::partly_done;
}

}  // namespace lapse::adapters::cli
