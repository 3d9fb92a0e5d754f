#include "engine/explain.h"

#include <algorithm>

#include "adapters/cli/failure.h"
#include "adapters/cli/wiring.h"
#include "adapters/report/explain_json.h"
#include "adapters/report/explain_text.h"
#include "rules/diagnostic_findings.h"

namespace lapse::adapters::cli {
namespace {

constexpr std::size_t kListed = 20;

std::string listed(const std::vector<engine::AccountView>& accounts) {
  std::string text;
  for (std::size_t i = 0; i < std::min(accounts.size(), kListed); ++i) {
    const engine::AccountView& account = accounts[i];
    text += "\n  lapse explain " + account.facts.id + "   (" + account.facts.kind + ", " +
            account.facts.state + ")";
  }
  return text;
}

engine::AccountView only_account(const engine::Store& store, const std::string& id_or_email) {
  const auto accounts = store.accounts(id_or_email);
  if (accounts.size() == 1) return accounts.front();
  if (accounts.empty()) {
    throw Refusal(ExitCode::partly_done,
                  "no account has the id or the e-mail address " + rules::quote(id_or_email) +
                      "; ids are those of the accounts feed, and purged accounts have no "
                      "address any more");
  }
  throw Refusal(ExitCode::partly_done, std::to_string(accounts.size()) + " accounts have the address " +
                                           rules::quote(id_or_email) +
                                           "; choose one by its id:" + listed(accounts));
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
  const rules::Policy& policy = session.book->policy;
  session.world.out << (session.json ? report::explain_json(answer, policy)
                                     : report::explain_text(answer, policy, session.colour));
  return ExitCode::done;
}

}  // namespace lapse::adapters::cli
