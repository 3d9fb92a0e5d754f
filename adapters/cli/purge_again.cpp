#include "adapters/cli/failure.h"
#include "adapters/cli/held_lease.h"
#include "adapters/cli/night.h"
#include "adapters/cli/wiring.h"
#include "adapters/report/json.h"
#include "adapters/report/text.h"
#include "engine/explain_words.h"

namespace lapse::adapters::cli {
namespace {

engine::PurgedAgain purge_again(Session& session, const Arguments& arguments) {
  const engine::PurgeAgainTerms terms{standing_at(session.clocks()), arguments.text("reason"),
                                      arguments.flag("begin-anew")};
  if (terms.reason.empty())
    throw Refusal(ExitCode::usage,
                  "why are they purged again? Say it with --reason: it goes into the record");
  const HeldLease lease(*session.store, session.world.clock);
  engine::Hands hands = make_hands(session, lease.lease());
  engine::require_time(hands, *session.book, terms.now);
  adopt_edition(session, hands, terms.now);
  auto done = engine::purge_again(hands, *session.book, *session.record, terms);
  if (!done.accounts.empty()) {
    session.world.observer.on("purged-again",
                              engine::counted(static_cast<std::int64_t>(done.accounts.size()), "account") +
                                  " had come back with an older copy of the database, and " +
                                  (done.accounts.size() == 1 ? "was" : "were") + " erased again");
  }
  return done;
}

void answer_in_json(std::ostream& out, const engine::PurgedAgain& done, bool dry) {
  report::Json answer = report::new_answer();
  answer["dry_run"] = dry;
  answer["accounts"] = done.accounts;
  answer["unknown"] = done.unknown;
  answer["begun_anew"] = done.begun;
  out << report::page(answer);
}

void answer_in_text(std::ostream& out, const engine::PurgedAgain& done, bool dry) {
  if (done.begun) {
    out << "a new record of purges is begun, with all that this database has\n";
    return;
  }
  if (done.accounts.empty() && done.unknown == 0) {
    out << "nobody has to be purged again: the database has all that the record of purges has\n";
    return;
  }
  out << (dry ? "would be purged again: " : "purged again: ")
      << engine::counted(static_cast<std::int64_t>(done.accounts.size()), "account") << "\n";
  for (const auto& account : done.accounts) out << "  " << report::printable(account) << "\n";
  if (done.unknown > 0) {
    out << engine::counted(done.unknown, "purge") << " of accounts that this database never had: whoever "
        << "comes again is recognised\n";
  }
}

}  // namespace

ExitCode run_purge_again(Session& session, const Arguments& arguments) {
  const bool dry = arguments.flag("dry-run");
  if (dry) session.record = make_purge_record(*session.config);
  if (session.record == nullptr) {
    throw Refusal(ExitCode::configuration_invalid,
                  "the configuration names no record of purges: write 'purge_record: PATH'");
  }
  if (dry && arguments.flag("begin-anew"))
    throw Refusal(ExitCode::usage, "--begin-anew writes a new record: it cannot be tried");
  const auto done = dry ? engine::preview_purge_again(*session.store, *session.book, *session.record,
                                                      standing_at(session.clocks()))
                        : purge_again(session, arguments);
  session.json ? answer_in_json(session.world.out, done, dry) : answer_in_text(session.world.out, done, dry);
  return ExitCode::done;
}

}  // namespace lapse::adapters::cli
