#include "engine/explain.h"

#include <utility>

#include "adapters/cli/failure.h"
#include "adapters/cli/one_account.h"
#include "adapters/cli/wiring.h"
#include "adapters/report/explain_json.h"
#include "adapters/report/explain_text.h"

namespace lapse::adapters::cli {
namespace {

engine::AccountView only_account(const engine::Store& store, const std::string& id_or_email) {
  Meant meant = account_meant(store, id_or_email);
  if (!meant.problem.empty()) throw Refusal(ExitCode::partly_done, meant.problem);
  return std::move(meant.accounts.front());
}

// What the gates look at, moved to another instant: until then the engine is taken to go on looking, and
// feeds to come.
engine::Watch watch_at(const engine::Store& store, schedules::Instant now, schedules::Instant at) {
  engine::Watch watch{store.engine_state(), store.gaps(), store.feeds()};
  if (at <= now) return watch;
  watch.engine.last_as_of = at;
  for (engine::Feed& feed : watch.feeds) {
    if (feed.data_at.seconds != 0) feed.data_at = feed.data_at + (at - now);
    if (feed.logins_at.seconds != 0) feed.logins_at = feed.logins_at + (at - now);
  }
  return watch;
}

}  // namespace

ExitCode run_explain(Session& session, const Arguments& arguments) {
  const engine::Store& store = *session.store;
  const auto at = parse_instant_option("--at", arguments.text("at"));
  const schedules::Instant now = standing_at(session.clocks());
  const schedules::Instant as_of = at.value_or(now);
  const engine::AccountView account = only_account(store, arguments.operands().front());
  const engine::Watch watch = watch_at(store, now, as_of);
  engine::Explanation answer =
      engine::explain(*session.book, watch, account, store.notices_of(account.facts.id),
                      store.journal_of(account.facts.id), as_of);
  answer.effects = store.effects_of(account.facts.id);
  answer.deeds = store.deeds_of(account.facts.id);
  const rules::Policy& policy = session.book->policy;
  session.world.out << (session.json ? report::explain_json(answer, policy)
                                     : report::explain_text(answer, policy, session.colour));
  return ExitCode::done;
}

}  // namespace lapse::adapters::cli
