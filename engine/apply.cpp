#include "engine/apply.h"

#include <algorithm>
#include <map>

#include "engine/alert.h"
#include "engine/plan_draft.h"

namespace lapse::engine {
namespace {

using Why = ApplyRefused::Why;

bool treats_alike(const rules::Treatment& a, const rules::Treatment& b) {
  return a.kind == b.kind && a.rule == b.rule && a.from == b.from && a.to == b.to && a.step == b.step;
}

std::string name_of(const SavedPlan& saved) {
  return "plan " + plan_name(saved.number);
}

}  // namespace

SavedPlan applicable_plan(const Store& store, const Rulebook& book, std::int64_t number,
                          schedules::Instant at) {
  auto saved = store.saved_plan(number);
  if (!saved) throw ApplyRefused(Why::unknown, "no plan is saved as " + plan_name(number));
  if (saved->run != 0) return *saved;
  const auto found = objections(book, *saved, at);
  if (!found.empty()) throw ApplyRefused(Why::outdated, found.front().says);
  return *saved;
}

Applying::Applying(const Store& store, const Rulebook& book, SavedPlan saved)
    : store_(store),
      book_(book),
      saved_(std::move(saved)),
      groups_(work_due(book.policy, saved_.as_of, {saved_.destructive, true}, saved_.scope)) {}

std::int64_t Applying::write(Transaction& transaction, const Run& run, const Work& work,
                             std::int64_t rows_before) const {
  std::vector<int> alike;
  for (const auto& group : groups_) {
    for (const auto& saved : group.works) {
      if (treats_alike(saved.treatment, work.treatment)) alike.push_back(saved.number);
    }
  }
  if (alike.empty()) return 0;
  return transaction.plan_again(run, work, book_.policy, {saved_.number, alike}, rows_before);
}

void Applying::require_open(Transaction& transaction, const Plan& blank) const {
  require_whole(transaction);
  if (blank.obstacles.empty()) return;
  const Permission open = permission_behind(blank.obstacles);
  std::map<int, const Work*> works;
  for (const auto& group : groups_) {
    for (const auto& work : group.works) works.emplace(work.number, &work);
  }
  for (const auto& span : store_.saved_spans(saved_)) {
    const auto& treatment = works.at(span.work)->treatment;
    const auto* to = book_.policy.state(treatment.to);
    const auto* rule = book_.policy.rule(treatment.rule);
    const bool destructive = to != nullptr && to->destructive;
    const bool marks = !open.marking && rule != nullptr && counts_from_last_use(*rule);
    if (treatment.kind != rules::Treatment::Kind::move || !(destructive || marks)) continue;
    std::string why;
    for (const auto& obstacle : blank.obstacles) why += (why.empty() ? "" : "; ") + obstacle.says;
    throw ApplyRefused(Why::closed,
                       name_of(saved_) + " was not applied, for nothing destructive may happen now: " + why +
                           "; it can be applied until " + book_.policy.zone.local(end_of(saved_)));
  }
}

void Applying::require_whole(Transaction& transaction) const {
  std::map<int, const Work*> works;
  for (const auto& group : groups_) {
    for (const auto& work : group.works) works.emplace(work.number, &work);
  }
  Plan plan;
  plan.as_of = saved_.as_of;
  plan.edition_hash = saved_.edition;
  PlanDraft draft(plan);
  bool known = true;
  Run rows;
  rows.id = rows_of_plan(saved_.number);
  transaction.read_plan(rows, [&](const PlanRow& row) {
    const auto work = works.find(row.work);
    known = known && work != works.end();
    if (known) draft.add(*work->second, row);
  });
  if (known && std::move(draft).hash() == saved_.hash) return;
  throw ApplyRefused(Why::altered,
                     name_of(saved_) +
                         " is not what was saved: its rows do not have its hash; nothing was done, "
                         "find out who changed the table plan_move");
}

bool Applying::is_approved(schedules::Instant at) const {
  const int needed = book_.policy.guards.approvers;
  return needed > 0 && approvals_that_count(saved_, store_.approvals_of(saved_), at) >= needed;
}

void Applying::require_passed(const Plan& judged) const {
  if (judged.stops.empty()) return;
  std::string why;
  for (const auto& stop : judged.stops) {
    why += (why.empty() ? "" : "; ") + stop.rule +
           (stop.organisation.empty() ? "" : " in " + stop.organisation) + ", " + stop.reason;
  }
  const int have = approvals_that_count(saved_, store_.approvals_of(saved_), judged.as_of);
  throw ApplyRefused(Why::guarded, name_of(saved_) + " was not applied, for a guard stops " + why +
                                       "; it has " + std::to_string(have) + " of the " +
                                       std::to_string(book_.policy.guards.approvers) +
                                       " approvals that let it pass: lapse approve " +
                                       plan_name(saved_.number) + " --reason REASON");
}

Application Applying::applied(Transaction& transaction, const Run& run, const Plan& judged) const {
  Application application;
  application.plan = saved_.number;
  application.rows = saved_.rows;
  application.dropped_out = saved_.rows - run.planned;
  application.passed = judged.lifted;
  if (application.dropped_out > 0) application.dropped = transaction.dropped_out(run, saved_.number, kNamed);
  transaction.applied(saved_.number, run);
  return application;
}

}  // namespace lapse::engine
