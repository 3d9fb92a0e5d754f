#include "engine/plan_draft.h"

#include "engine/guards.h"

namespace lapse::engine {

void PlanDraft::add(const Work& work, const PlanRow& row) {
  const auto& treatment = work.treatment;
  const bool move = treatment.kind == rules::Treatment::Kind::move;
  digest_.field(row.account).field(move ? "move" : "warn").field(treatment.rule).field(treatment.from);
  digest_.field(treatment.to).field(std::int64_t{treatment.step}).field(std::int64_t{treatment.date.number});
  plan_.tally.add(work, row);
}

std::string PlanDraft::hash() && {
  digest_.field(plan_.edition_hash).field(plan_.as_of.seconds);
  return digest_.hex();
}

Plan PlanDraft::judged(const rules::Policy& policy, const Store& store, Approved approved) && {
  digest_.field(plan_.edition_hash).field(plan_.as_of.seconds);
  plan_.hash = digest_.hex();
  auto verdict = judge(policy, plan_.tally, store, plan_.population, plan_.as_of);
  plan_.guards = std::move(verdict.guards);
  (approved == Approved::yes ? plan_.lifted : plan_.stops) = std::move(verdict.stops);
  for (const auto& stop : plan_.stops) plan_.tally.take_out(stop);
  return std::move(plan_);
}

}  // namespace lapse::engine
