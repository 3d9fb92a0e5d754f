#include "engine/verify.h"

#include "adapters/cli/wiring.h"
#include "adapters/report/verify_report.h"

namespace lapse::adapters::cli {

ExitCode run_verify(Session& session, const Arguments&) {
  const engine::Verification result = engine::verify(*session.store);
  session.world.out << (session.json ? report::verify_json(result)
                                     : report::verify_text(result, session.colour));
  return result.findings_in_all == 0 ? ExitCode::done : ExitCode::partly_done;
}

}  // namespace lapse::adapters::cli
