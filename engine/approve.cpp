#include "engine/approve.h"

#include <map>

#include "engine/plan_draft.h"
#include "schedules/period.h"

namespace lapse::engine {
namespace {

using schedules::Instant;

std::string lines_of(const std::vector<GuardResult>& guards) {
  std::string text;
  for (const auto& guard : guards) {
    text += guard.count + " per " + guard.per +
            (guard.organisation.empty() ? "" : " at " + guard.organisation) + ": " +
            std::to_string(guard.planned) + " planned, " + std::to_string(guard.limit) + " allowed" +
            (guard.stopped ? ", stopped" : "") + "\n";
  }
  return text;
}

std::string lines_of(const std::vector<Stop>& stops) {
  std::string text;
  for (const auto& stop : stops) {
    text +=
        stop.rule + (stop.organisation.empty() ? "" : " in " + stop.organisation) + ": " + stop.reason + "\n";
  }
  return text;
}

Denial own_plan(const SavedPlan& saved) {
  return {"own plan", "plan " + plan_name(saved.number) + " was saved by " + saved.requester.actor +
                          ", and nobody approves what they asked for: ask somebody else"};
}

}  // namespace

std::vector<SavedCount> counts_of(const Store& store, const SavedPlan& saved, const rules::Policy& policy) {
  std::map<int, std::int64_t> rows;
  for (const auto& span : store.saved_spans(saved)) rows[span.work] += span.last - span.first + 1;
  std::vector<SavedCount> counts;
  for (const auto& group : work_due(policy, saved.as_of, {saved.destructive, true}, saved.scope)) {
    for (const auto& work : group.works) {
      if (rows[work.number] == 0) continue;
      const bool same = !counts.empty() && counts.back().kind == work.treatment.kind &&
                        counts.back().rule == work.treatment.rule;
      if (!same) counts.push_back({work.treatment.kind, work.treatment.rule, 0});
      counts.back().accounts += rows[work.number];
    }
  }
  return counts;
}

Saved save_plan(Store& store, const Rulebook& book, const SaveTerms& terms, const Visit<PlanLine>& visit) {
  const auto shelf = store.shelf();
  PlanDraft draft(empty_plan(book, store, terms.as_of, terms.scope));
  SavedPlan saved;
  saved.saved_at = terms.at;
  saved.as_of = terms.as_of;
  saved.edition = book.hash;
  saved.scope = terms.scope;
  saved.destructive = draft.permission().destructive;
  saved.requester = terms.requester;
  shelf->add(saved);
  const auto groups = work_due(book.policy, terms.as_of, draft.permission(), terms.scope);
  std::map<int, const Work*> works;
  for (const auto& group : groups) {
    for (const auto& work : group.works) {
      works.emplace(work.number, &work);
      saved.rows += shelf->plan(saved, work, book.policy, saved.rows);
    }
  }
  shelf->read(saved, [&](const PlanRow& row) {
    draft.add(*works.at(row.work), row);
    visit({*works.at(row.work), row});
  });
  Plan plan = std::move(draft).judged(book.policy, store);
  saved.hash = plan.hash;
  saved.guards = lines_of(plan.guards);
  saved.stops = lines_of(plan.stops);
  shelf->save(saved);
  shelf->forget_rows(terms.at - kPlanDays * schedules::kSecondsPerDay);
  shelf->commit();
  return {std::move(saved), std::move(plan)};
}

std::vector<Denial> objections(const Rulebook& book, const SavedPlan& saved, Instant at) {
  const std::string name = "plan " + plan_name(saved.number);
  std::vector<Denial> found;
  if (saved.run != 0) {
    found.push_back({"applied", name + " was carried out already, by run " + std::to_string(saved.run)});
  } else if (at >= end_of(saved)) {
    found.push_back({"expired", name + " was saved on " + book.policy.zone.local(saved.saved_at) +
                                    " and was good for " + std::to_string(kPlanDays) +
                                    " days; save a new one: lapse plan --save"});
  }
  if (saved.edition != book.hash) {
    found.push_back(
        {"other edition", name + " was made with another edition of the policy than the one in force, " +
                              std::to_string(book.policy.edition) + "; save a new one: lapse plan --save"});
  }
  return found;
}

Approved approve(Store& store, const Rulebook& book, const ApproveTerms& terms) {
  const auto shelf = store.shelf();
  const auto saved = store.saved_plan(terms.plan);
  if (!saved) return {{{"unknown plan", "no plan is saved as " + plan_name(terms.plan)}}, {}, {}, 0};
  Approved result{objections(book, *saved, terms.at), *saved, {}, 0};
  auto approvals = store.approvals_of(*saved);
  if (may_be_one(terms.approver, saved->requester)) result.denials.push_back(own_plan(*saved));
  for (const auto& earlier : approvals) {
    if (!counts(*saved, earlier, terms.at) || !may_be_one(terms.approver, earlier.approver)) continue;
    result.denials.push_back({"twice", "plan " + plan_name(saved->number) + " was approved by " +
                                           earlier.approver.actor + " on " +
                                           book.policy.zone.local(earlier.at) +
                                           " already: a further approval has to come from somebody else"});
    break;
  }
  result.count = approvals_that_count(*saved, approvals, terms.at);
  if (!result.denials.empty()) return result;
  const auto& lasts = book.policy.guards.approval_lasts;
  result.approval = {saved->number, terms.approver, terms.at,   terms.at,
                     terms.reason,  saved->hash,    saved->rows};
  if (lasts) result.approval.until = schedules::end_of(*lasts, terms.at, book.policy.zone);
  shelf->approve(result.approval);
  shelf->commit();
  approvals.push_back(result.approval);
  result.count = approvals_that_count(*saved, approvals, terms.at);
  return result;
}

}  // namespace lapse::engine
