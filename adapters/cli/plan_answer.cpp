#include "adapters/cli/plan_answer.h"

#include "adapters/report/plan_json.h"
#include "adapters/report/plan_text.h"
#include "engine/decide.h"
#include "engine/forecast.h"

namespace lapse::adapters::cli {
namespace {

constexpr int kForecastDays = 30;

std::vector<engine::Obstacle> closed_by_clock(const Session& session) {
  return engine::clock_obstacles(session.book->policy, session.clocks().signs);
}

engine::Plan answer_in_json(Session& session, schedules::Instant as_of, const engine::Scope& scope) {
  report::PlanJson json(session.book->policy);
  const engine::Plan plan = engine::decide(
      *session.book, *session.store, as_of, scope, [&](const engine::PlanLine& line) { json.add(line); },
      closed_by_clock(session));
  json.print(plan, session.world.out);
  return plan;
}

engine::Plan answer_in_text(Session& session, schedules::Instant as_of, const engine::Scope& scope) {
  const engine::Plan plan = engine::decide(
      *session.book, *session.store, as_of, scope, [](const engine::PlanLine&) {}, closed_by_clock(session));
  const auto forecast = engine::forecast(*session.book, *session.store, as_of, kForecastDays);
  const auto attention = engine::attention(*session.book, *session.store, plan);
  session.world.out << report::plan_text(plan, forecast, attention, session.book->policy, session.colour);
  return plan;
}

}  // namespace

ExitCode answer_plan(Session& session, schedules::Instant as_of, const engine::Scope& scope) {
  const engine::Plan plan =
      session.json ? answer_in_json(session, as_of, scope) : answer_in_text(session, as_of, scope);
  return plan.stops.empty() ? ExitCode::done : ExitCode::guard_stopped;
}

}  // namespace lapse::adapters::cli
