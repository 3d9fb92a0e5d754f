#include "adapters/cli/wiring.h"
#include "adapters/report/policy_schema.h"

namespace lapse::adapters::cli {

ExitCode run_schema(Session& session, const Arguments&) {
  session.world.out << report::page(report::policy_schema());
  return ExitCode::done;
}

}  // namespace lapse::adapters::cli
