#include "engine/decide.h"

#include <algorithm>
#include <iterator>

#include "engine/digest.h"
#include "engine/guards.h"
#include "engine/plan_draft.h"
#include "engine/somebody_due.h"

namespace lapse::engine {

Plan empty_plan(const Rulebook& book, const Store& store, schedules::Instant as_of, const Scope& scope,
                const std::vector<Obstacle>& closed) {
  Plan plan;
  plan.as_of = as_of;
  plan.policy = book.policy.name;
  plan.edition = book.policy.edition;
  plan.edition_hash = book.hash;
  plan.scope = scope;
  const Watch watch{store.engine_state(), store.gaps(), store.feeds()};
  plan.obstacles = closed;
  std::ranges::copy(obstacles(book, watch, as_of), std::back_inserter(plan.obstacles));
  plan.population = watch.engine.population;
  return plan;
}

bool is_stopped(const Plan& plan, const Work& work, const PlanRow& row) {
  return std::ranges::any_of(plan.stops, [&](const Stop& stop) {
    return stop.kind == work.treatment.kind && stop.rule == work.treatment.rule &&
           (stop.organisation.empty() || stop.organisation == row.organisation);
  });
}

Plan decide(const Rulebook& book, const Store& store, schedules::Instant as_of, const Scope& scope,
            const Visit<PlanLine>& visit, const std::vector<Obstacle>& closed) {
  PlanDraft draft(empty_plan(book, store, as_of, scope, closed));
  const auto groups = with_somebody_due(store, work_due(book.policy, as_of, draft.permission(), scope));
  for (const auto& group : groups) {
    for (const auto& work : group.works) {
      store.read(work, book.policy, [&](const PlanRow& row) {
        draft.add(work, row);
        visit({work, row});
      });
    }
  }
  return std::move(draft).judged(book.policy, store);
}

}  // namespace lapse::engine
