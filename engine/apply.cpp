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
      groups_(work_due(book.policy, saved_.as_of, saved_.permission, saved_.scope)) {}

std::vector<int> Applying::alike(const rules::Treatment& treatment) const {
  std::vector<int> numbers;
  for (const auto& group : groups_) {
    for (const auto& saved : group.works) {
      if (treats_alike(saved.treatment, treatment)) numbers.push_back(saved.number);
    }
  }
  return numbers;
}

std::int64_t Applying::write(Transaction& transaction, const Run& run, const Work& work,
                             std::int64_t rows_before) const {
  const auto works = alike(work.treatment);
  return works.empty() ? 0
                       : transaction.plan_again(run, work, book_.policy, {saved_.number, works}, rows_before);
}

void Applying::read(const Work& work, const Visit<PlanRow>& visit) const {
  const auto works = alike(work.treatment);
  if (!works.empty()) store_.read_again(work, book_.policy, {saved_.number, works}, visit);
}

bool Applying::waits_for(const rules::Treatment& treatment, const Permission& permission) const {
  if (treatment.kind != rules::Treatment::Kind::move) return false;
  const auto* to = book_.policy.state(treatment.to);
  const auto* rule = book_.policy.rule(treatment.rule);
  return (!permission.destructive && to != nullptr && to->destructive) ||
         (!permission.marking && rule != nullptr && counts_from_last_use(*rule));
}

void Applying::require_open(const Plan& blank) const {
  require_whole();
  if (blank.obstacles.empty()) return;
  const Permission permission = permission_behind(blank.obstacles);
  std::map<int, const Work*> works;
  for (const auto& group : groups_) {
    for (const auto& work : group.works) works.emplace(work.number, &work);
  }
  for (const auto& span : store_.saved_spans(saved_)) {
    const auto& treatment = works.at(span.work)->treatment;
    if (!waits_for(treatment, permission)) continue;
    std::string why;
    for (const auto& obstacle : blank.obstacles) why += (why.empty() ? "" : "; ") + obstacle.says;
    throw ApplyRefused(Why::closed,
                       name_of(saved_) + " was not applied, for moves of it may not happen now: " + why +
                           "; it can be applied until " + book_.policy.zone.local(end_of(saved_)));
  }
}

void Applying::require_whole() const {
  std::map<int, const Work*> works;
  for (const auto& group : groups_) {
    for (const auto& work : group.works) works.emplace(work.number, &work);
  }
  Plan plan;
  plan.as_of = saved_.as_of;
  plan.edition_hash = saved_.edition;
  PlanDraft draft(plan);
  bool known = true;
  store_.read_saved(saved_, [&](const PlanRow& row) {
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

Application Applying::previewed(const std::set<std::string>& accounts, const Plan& judged) const {
  Application application;
  application.plan = saved_.number;
  application.rows = saved_.rows;
  application.dropped_out = saved_.rows - static_cast<std::int64_t>(accounts.size());
  application.passed = judged.lifted;
  store_.read_saved(saved_, [&](const PlanRow& row) {
    if (application.dropped.size() < kNamed && !accounts.contains(row.account))
      application.dropped.push_back(row.account);
  });
  return application;
}

PassResult preview_apply(const Store& store, const Rulebook& book, const PassTerms& terms,
                         const Visit<PlanLine>& visit) {
  const auto saved = applicable_plan(store, book, terms.saved_plan, terms.as_of);
  PassResult result{empty_plan(book, store, terms.as_of, saved.scope, terms.closed), {}};
  if (saved.run != 0) {
    result.run.id = saved.run;
    result.application = Application{.plan = saved.number, .before = true, .rows = saved.rows};
    return result;
  }
  const Applying applying(store, book, saved);
  applying.require_open(result.plan);
  PlanDraft draft(std::move(result.plan));
  std::set<std::string> accounts;
  for (const auto& group : work_due(book.policy, terms.as_of, draft.permission(), saved.scope)) {
    for (const auto& work : group.works) {
      applying.read(work, [&](const PlanRow& row) {
        draft.add(work, row);
        accounts.insert(row.account);
        visit({work, row});
      });
    }
  }
  const bool approved = applying.is_approved(terms.as_of);
  result.plan = std::move(draft).judged(book.policy, store,
                                        approved ? PlanDraft::Approved::yes : PlanDraft::Approved::no);
  applying.require_passed(result.plan);
  result.application = applying.previewed(accounts, result.plan);
  return result;
}

}  // namespace lapse::engine
