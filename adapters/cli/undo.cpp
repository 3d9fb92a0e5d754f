#include "engine/undo.h"

#include <charconv>

#include "adapters/cli/as_of.h"
#include "adapters/cli/failure.h"
#include "adapters/cli/held_lease.h"
#include "adapters/cli/stop_signals.h"
#include "adapters/cli/wiring.h"
#include "adapters/report/undo_report.h"
#include "rules/diagnostic_findings.h"

namespace lapse::adapters::cli {
namespace {

std::int64_t run_number(const std::string& text) {
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  if (error == std::errc{} && stopped == end && number > 0) return number;
  throw Refusal(ExitCode::usage, "lapse undo: " + rules::quote(text) +
                                     " is not the number of a run; 'lapse status' names the last");
}

engine::UndoResult take_back(Session& session, const engine::UndoTerms& terms) {
  if (terms.reason.empty())
    throw Refusal(ExitCode::usage, "why is it taken back? Say it with --reason: it goes into the record");
  const HeldLease lease(*session.store, session.world.clock);
  engine::Hands hands = make_hands(session, lease.lease());
  engine::require_record(hands, session.record.get(), terms.at);
  const StopSignals signals(session.world.stop);
  return engine::undo(hands, *session.book, terms);
}

void print(const Session& session, const engine::UndoResult& result) {
  if (session.json) {
    session.world.out << report::undo_json(result);
  } else if (!session.quiet) {
    session.world.out << report::undo_text(result, session.book->policy.zone);
  }
}

}  // namespace

ExitCode run_undo(Session& session, const Arguments& arguments) {
  const engine::UndoTerms terms{run_number(arguments.operands()[0]), standing_at(session.clocks()),
                                arguments.text("reason")};
  engine::UndoResult result;
  try {
    result =
        arguments.flag("dry-run") ? engine::preview_undo(*session.store, terms) : take_back(session, terms);
  } catch (const engine::UndoRefused& refused) {
    throw Refusal(ExitCode::failed, std::string("lapse undo: ") + refused.what());
  }
  print(session, result);
  return result.left.empty() && !result.interrupted ? ExitCode::done : ExitCode::partly_done;
}

}  // namespace lapse::adapters::cli
