#include "adapters/cli/plan_answer.h"

#include "adapters/cli/identity.h"
#include "adapters/report/plan_json.h"
#include "adapters/report/plan_text.h"
#include "adapters/report/saved_plan_report.h"
#include "engine/apply.h"
#include "engine/approve.h"
#include "engine/decide.h"
#include "engine/forecast.h"
#include "engine/pass.h"
#include "engine/purge_record.h"

namespace lapse::adapters::cli {
namespace {

constexpr int kForecastDays = 30;

std::vector<engine::Obstacle> closed_by_clock(const Session& session) {
  return engine::clock_obstacles(session.book->policy, session.clocks().signs);
}

std::vector<engine::FalseDeletions> false_deletions(const Session& session, const engine::Plan& plan) {
  return session.store->false_deletions(session.book->policy, plan.as_of - engine::kFiguresSeconds);
}

// What is asked before a night begins (carry_out_night), by looking only, and of the clock as it is.
void require_what_a_night_requires(const Session& session) {
  const Clocks clocks = session.clocks();
  if (const auto why = engine::refusal(session.book->policy, clocks.engine, session.store->gaps(),
                                       clocks.signs, standing_at(clocks)))
    throw engine::PassRefused(*why);
  const auto record = make_purge_record(*session.config);
  const auto found = engine::compare(*session.store, record.get(), standing_at(clocks));
  if (!found.problem.empty()) throw engine::RecordRefused(found.problem);
}

engine::Plan answer_in_json(Session& session, schedules::Instant as_of, const engine::Scope& scope) {
  report::PlanJson json(session.book->policy);
  const engine::Plan plan = engine::decide(
      *session.book, *session.store, as_of, scope, [&](const engine::PlanLine& line) { json.add(line); },
      closed_by_clock(session));
  json.print(plan, false_deletions(session, plan), session.world.out);
  return plan;
}

void print_text(Session& session, const engine::Plan& plan) {
  const auto forecast = engine::forecast(*session.book, *session.store, plan.as_of, kForecastDays);
  const auto attention = engine::attention(*session.book, *session.store, plan);
  session.world.out << report::plan_text(plan, forecast, attention, false_deletions(session, plan),
                                         session.book->policy, session.colour);
}

engine::Plan answer_in_text(Session& session, schedules::Instant as_of, const engine::Scope& scope) {
  const engine::Plan plan = engine::decide(
      *session.book, *session.store, as_of, scope, [](const engine::PlanLine&) {}, closed_by_clock(session));
  print_text(session, plan);
  return plan;
}

}  // namespace

ExitCode answer_plan(Session& session, schedules::Instant as_of, const engine::Scope& scope) {
  const engine::Plan plan =
      session.json ? answer_in_json(session, as_of, scope) : answer_in_text(session, as_of, scope);
  return plan.stops.empty() ? ExitCode::done : ExitCode::guard_stopped;
}

ExitCode save_plan(Session& session, schedules::Instant as_of, const engine::Scope& scope) {
  session.store = open_database(*session.config, sql::Access::write);
  report::PlanJson json(session.book->policy);
  const engine::SaveTerms terms{as_of, scope, standing_at(session.clocks()), person()};
  const engine::Saved saved =
      engine::save_plan(*session.store, *session.book, terms, [&](const engine::PlanLine& line) {
        if (session.json) json.add(line);
      });
  if (session.json) {
    json.print(saved.plan, false_deletions(session, saved.plan), session.world.out,
               {{"saved", report::saved_plan_json(saved.saved)}});
  } else {
    print_text(session, saved.plan);
    session.world.out << report::saved_text(saved, session.book->policy, session.colour);
  }
  return saved.plan.stops.empty() ? ExitCode::done : ExitCode::guard_stopped;
}

ExitCode preview_plan(Session& session, std::int64_t number, schedules::Instant as_of, bool all) {
  engine::applicable_plan(*session.store, *session.book, number, as_of);
  require_what_a_night_requires(session);
  report::PlanJson json(session.book->policy);
  const engine::PassTerms terms{.as_of = as_of, .closed = closed_by_clock(session), .saved_plan = number};
  const auto pass =
      engine::preview_apply(*session.store, *session.book, terms, [&](const engine::PlanLine& line) {
        if (session.json) json.add(line);
      });
  if (session.json) {
    json.print(pass.plan, false_deletions(session, pass.plan), session.world.out,
               {{"application", report::application_json(*pass.application)}});
  } else {
    session.world.out << report::application_text(pass, all);
  }
  return ExitCode::done;
}

}  // namespace lapse::adapters::cli
