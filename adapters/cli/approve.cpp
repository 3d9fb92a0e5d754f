#include "adapters/cli/failure.h"
#include "adapters/cli/identity.h"
#include "adapters/cli/plan_name.h"
#include "adapters/cli/wiring.h"
#include "adapters/report/saved_plan_report.h"

namespace lapse::adapters::cli {
namespace {

ExitCode code_of(const engine::Denial& denial) {
  if (denial.what == "unknown plan") return ExitCode::usage;
  return denial.what == "own plan" || denial.what == "twice" ? ExitCode::not_permitted : ExitCode::failed;
}

}  // namespace

ExitCode run_approve(Session& session, const Arguments& arguments) {
  const std::int64_t number = require_plan_name(arguments.operands()[0]);
  const std::string reason = arguments.text("reason");
  if (reason.empty())
    throw Refusal(ExitCode::usage, "why may it pass? Say it with --reason: it goes into the record");
  const report::ApproveReport done{
      engine::approve(
          *session.store, *session.book,
          {.plan = number, .at = standing_at(session.clocks()), .approver = person(), .reason = reason}),
      {}};
  if (!done.approved.denials.empty())
    throw Refusal(code_of(done.approved.denials.front()), done.approved.denials.front().says);
  const report::ApproveReport shown{
      done.approved, engine::counts_of(*session.store, done.approved.saved, session.book->policy)};
  session.world.out << (session.json ? report::approve_json(shown, session.book->policy)
                                     : report::approve_text(shown, session.book->policy, session.colour));
  return ExitCode::done;
}

}  // namespace lapse::adapters::cli
