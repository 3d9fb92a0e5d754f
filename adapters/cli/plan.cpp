#include "adapters/cli/failure.h"
#include "adapters/cli/plan_answer.h"
#include "adapters/cli/plan_policy.h"
#include "adapters/cli/rule_option.h"
#include "adapters/cli/wiring.h"

namespace lapse::adapters::cli {

ExitCode run_plan(Session& session, const Arguments& arguments) {
  const auto asked = parse_instant_option("--as-of", arguments.text("as-of"));
  const auto as_of = as_of_to_read(asked, *session.book, session.clocks());
  const std::string policy = arguments.text("policy");
  const engine::Scope scope{arguments.text("rule"), ""};
  if (!scope.rule.empty()) require_rule(session.book->policy, scope.rule);
  if (policy.empty())
    return arguments.flag("save") ? save_plan(session, as_of, scope) : answer_plan(session, as_of, scope);
  if (arguments.flag("save") || !scope.rule.empty())
    throw Refusal(ExitCode::usage, "--policy compares editions as a whole; leave out --save and --rule");
  return answer_comparison(session, policy, as_of);
}

}  // namespace lapse::adapters::cli
