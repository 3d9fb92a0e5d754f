#include "adapters/cli/night.h"

#include <algorithm>

#include "adapters/cli/alert_texts.h"
#include "adapters/cli/failure.h"
#include "adapters/cli/held_lease.h"
#include "adapters/cli/import_sources.h"
#include "adapters/cli/performers.h"
#include "adapters/sources/scrub_rejects.h"
#include "engine/alert.h"
#include "engine/perform.h"

namespace lapse::adapters::cli {
namespace {

// What a person should see to; a window opens by itself.
bool is_news(const engine::Obstacle& obstacle) {
  return obstacle.what == "feed" || obstacle.what == "gap";
}

ExitCode code_of(const engine::PassResult& pass) {
  if (!pass.plan.stops.empty()) return ExitCode::guard_stopped;
  const bool closed = std::ranges::any_of(pass.plan.obstacles, is_news);
  return pass.interrupted || closed ? ExitCode::partly_done : ExitCode::done;
}

std::string told(const engine::PassResult& pass) {
  return "run " + std::to_string(pass.run.id) + " at " + schedules::to_string(pass.plan.as_of) + ": " +
         std::to_string(pass.run.moved) + " moved, " + std::to_string(pass.run.warned) + " warned, " +
         std::to_string(pass.run.dropped) + " dropped";
}

void tell(engine::Observer& observer, const engine::PassResult& pass, int approvers) {
  for (const engine::Obstacle& obstacle : pass.plan.obstacles) {
    const bool news = is_news(obstacle);
    observer.on(news ? "gate-shut" : "gate-closed", engine::waits(obstacle) + ": " + obstacle.says);
  }
  for (const engine::Stop& stop : pass.plan.stops)
    observer.on("rule-stopped", "rule " + stop.rule + " is stopped: " + stop.reason + "; " +
                                    engine::how_to_pass(stop.rule, approvers));
  if (pass.application && pass.application->before) return;
  observer.on(pass.interrupted ? "run-interrupted" : "run-finished", told(pass));
}

// What a source that failed would have told us may save somebody: a hold, a sign-in, a join.
std::vector<engine::Obstacle> failed_sources(const std::vector<SourceOutcome>& outcomes) {
  std::vector<engine::Obstacle> closed;
  for (const SourceOutcome& outcome : outcomes) {
    const auto& report = outcome.told.report;
    const bool holds = outcome.feed == engine::FeedKind::holds;
    if (report && holds && report->staged.rejected > 0) {
      closed.push_back(
          {"feed", "source " + outcome.told.source + " has rows that could not be read: somebody's hold"});
    }
    if (outcome.told.problem.empty()) continue;
    const bool logins =
        outcome.feed == engine::FeedKind::logins || outcome.feed == engine::FeedKind::accounts;
    closed.push_back({"feed",
                      "source " + outcome.told.source + " could not be imported: " + outcome.told.problem,
                      logins});
  }
  return closed;
}

// Who was purged is not kept among the rejected rows either.
void scrub_rejects(Session& session) {
  const auto purged = [&session](const std::vector<std::string>& ids) {
    return session.store->purged_of(ids);
  };
  try {
    const auto taken = sources::scrub_rejects(session.config->rejects, purged);
    if (taken > 0) {
      session.world.observer.on("rejects-scrubbed",
                                std::to_string(taken) + " rejected rows of purged accounts were taken out");
    }
  } catch (const engine::SourceError& error) {
    session.world.observer.on(
        "rejects-kept", std::string("rejected rows of purged accounts may still be there: ") + error.what());
  }
}

std::string counts(const engine::Delivery& delivery) {
  return std::to_string(delivery.handed) + " handed, " + std::to_string(delivery.later) + " later, " +
         std::to_string(delivery.ambiguous) + " ambiguous, " + std::to_string(delivery.dead) + " dead";
}

}  // namespace

ExitCode code_of(const engine::Delivery& delivery) {
  if (delivery.dead > 0 || delivery.interrupted) return ExitCode::partly_done;
  const bool wire_is_down = delivery.handed == 0 && delivery.later > 0;
  return wire_is_down ? ExitCode::unavailable : ExitCode::done;
}

void adopt_edition(Session& session, engine::Hands& hands, schedules::Instant as_of) {
  try {
    engine::adopt(hands, *session.book, as_of);
  } catch (const engine::PassRefused& refused) {
    throw Refusal(ExitCode::configuration_invalid,
                  session.config->policy.path.string() + ": " + refused.what());
  }
}

ExitCode code_of(const Delivered& delivered) {
  return graver(code_of(delivered.alerts), graver(code_of(delivered.notices), code_of(delivered.effects)));
}

Delivered deliver_due(Session& session, engine::Hands& hands) {
  const auto texts = make_texts(*session.config, *session.book);
  const auto notifier = make_notifier(*session.config);
  const auto now = standing_at(session.clocks());
  Delivered delivered;
  const AlertTexts alerts(*session.config, session.book->policy);
  delivered.alerts = engine::tell_alerts(
      hands, now, [&alerts](const engine::Alert& alert) { return alerts.compose(alert); }, *notifier);
  if (delivered.alerts != engine::Delivery{})
    session.world.observer.on("alerts-delivered", "alerts: " + counts(delivered.alerts));
  delivered.notices = engine::deliver(hands, *session.book, now, texts, *notifier);
  session.world.observer.on("notices-delivered", "notices: " + counts(delivered.notices));
  Performers performers(*session.config);
  delivered.effects = engine::perform(hands, now, performers);
  if (delivered.effects != engine::Delivery{})
    session.world.observer.on("effects-performed", "effects: " + counts(delivered.effects));
  return delivered;
}

Night carry_out_night(Session& session, const NightOrder& order) {
  const HeldLease lease(*session.store, session.world.clock);
  engine::Hands hands = make_hands(session, lease.lease());
  engine::require_time(hands, *session.book, order.as_of);
  engine::require_record(hands, session.record.get(), order.as_of);
  adopt_edition(session, hands, order.as_of);
  Night night;
  std::vector<engine::Obstacle> closed;
  if (order.imports) {
    const auto outcomes = import_sources(session, hands, order.as_of, chosen_sources(*session.config, {}));
    for (const SourceOutcome& outcome : outcomes) night.code = graver(night.code, outcome.code);
    closed = failed_sources(outcomes);
    night.report.imports = told(outcomes);
  }
  night.report.pass =
      engine::pass(hands, *session.book, {order.as_of, order.scope, closed, 0, order.saved_plan});
  night.code = graver(night.code, code_of(night.report.pass));
  tell(session.world.observer, night.report.pass, session.book->policy.guards.approvers);
  scrub_rejects(session);
  night.report.false_deletions =
      session.store->false_deletions(session.book->policy, order.as_of - engine::kFiguresSeconds);
  if (session.world.stop || engine::jumped(hands)) {
    night.code = graver(night.code, ExitCode::partly_done);
    return night;
  }
  const Delivered delivered = deliver_due(session, hands);
  night.report.delivery = delivered.notices;
  night.report.effects = delivered.effects;
  night.report.alerts = delivered.alerts;
  night.code = graver(night.code, code_of(delivered));
  return night;
}

void print_night(const Session& session, const Night& night) {
  if (session.json) {
    session.world.out << report::run_json(night.report);
  } else if (!session.quiet) {
    session.world.out << report::run_text(night.report, session.book->policy, session.colour);
  }
}

}  // namespace lapse::adapters::cli
