#include "adapters/cli/failure.h"
#include "adapters/cli/night.h"
#include "adapters/cli/plan_answer.h"
#include "adapters/cli/rule_option.h"
#include "adapters/cli/stop_signals.h"
#include "adapters/cli/wiring.h"
#include "rules/diagnostic_findings.h"

namespace lapse::adapters::cli {
namespace {

void require_missed(const std::string& what) {
  if (what == "missed") return;
  throw Refusal(ExitCode::usage, "lapse replay: " + rules::quote(what) + " cannot be replayed; " +
                                     rules::suggest(what, {"missed"}, "known here"));
}

void require_account(const engine::Store& store, const std::string& id) {
  if (id.empty()) return;
  for (const engine::AccountView& account : store.accounts(id)) {
    if (account.facts.id == id) return;
  }
  throw Refusal(ExitCode::usage, "--account: no account has the id " + rules::quote(id));
}

}  // namespace

ExitCode run_replay(Session& session, const Arguments& arguments) {
  require_missed(arguments.operands()[0]);
  const engine::Scope scope{arguments.operands()[1], arguments.text("account")};
  require_rule(session.book->policy, scope.rule);
  require_account(*session.store, scope.account);
  const schedules::Instant as_of = standing_at(session.clocks());
  if (arguments.flag("dry-run")) return answer_plan(session, as_of, scope);
  const StopSignals signals(session.world.stop);
  const Night night = carry_out_night(session, {.as_of = as_of, .scope = scope, .imports = false});
  print_night(session, night);
  return night.code;
}

}  // namespace lapse::adapters::cli
