#include "adapters/cli/plan_answer.h"
#include "adapters/cli/plan_policy.h"
#include "adapters/cli/wiring.h"

namespace lapse::adapters::cli {

ExitCode run_plan(Session& session, const Arguments& arguments) {
  const auto asked = parse_instant_option("--as-of", arguments.text("as-of"));
  const auto as_of = as_of_to_read(asked, *session.book, session.clocks());
  const std::string policy = arguments.text("policy");
  return policy.empty() ? answer_plan(session, as_of, {}) : answer_comparison(session, policy, as_of);
}

}  // namespace lapse::adapters::cli
