#include "engine/work.h"

#include <algorithm>

#include "rules/reach.h"

namespace lapse::engine {
namespace {

using rules::Treatment;

class Numbering {
 public:
  Numbering(const rules::Policy& policy, const Scope& scope) : policy_(policy), scope_(scope) {}

  Work work(const rules::Rule& rule, rules::Selection selection) {
    Work work;
    work.number = next_++;
    work.treatment = std::move(selection.treatment);
    work.predicate = narrowed(std::move(selection.predicate));
    const bool move = work.treatment.kind == Treatment::Kind::move;
    work.restorable_seconds = engine::restorable_seconds(policy_, move ? rule.to : rule.from);
    if (move) {
      describe_move(rule, work);
    } else {
      for (const auto* ladder : rules::speaking(*rule.warn, work.treatment.step, work.treatment.merged))
        work.announcements.push_back({ladder->send, ladder->to, std::nullopt});
      work.lead_days = std::min(work.treatment.step, rule.notice_days);
    }
    return work;
  }

  rules::Predicate narrowed(rules::Predicate predicate) const {
    if (!scope_.account.empty()) {
      predicate.all.insert(predicate.all.begin(), {rules::Column::id, rules::Op::equal, {scope_.account}});
    }
    return predicate;
  }

  void skip() { ++next_; }

 private:
  void describe_move(const rules::Rule& rule, Work& work) const {
    const auto* to = policy_.state(rule.to);
    work.final = to != nullptr && to->final;
    for (const auto& effect : rule.effects) work.effects.push_back(effect.name);
    for (const auto& tell : rule.tells) work.announcements.push_back(announcement_of(tell, policy_));
  }

  const rules::Policy& policy_;
  const Scope& scope_;
  int next_ = 1;
};

}  // namespace

std::int64_t restorable_seconds(const rules::Policy& policy, const std::string& state) {
  for (const auto& event : policy.events) {
    const bool leaves = std::ranges::find(event.from, state) != event.from.end();
    if (leaves && event.within) return event.within->count * schedules::kSecondsPerHour;
  }
  return 0;
}

Announcement announcement_of(const rules::Tell& tell, const rules::Policy& policy) {
  Announcement announcement{tell.send, tell.to, std::nullopt};
  if (!tell.when.empty()) announcement.when = rules::all_hold(tell.when, policy);
  return announcement;
}

bool counts_from_last_use(const rules::Rule& rule) {
  return std::ranges::any_of(rule.after,
                             [](const auto& after) { return after.anchor == rules::Anchor::last_used; });
}

std::vector<WorkGroup> work_due(const rules::Policy& policy, schedules::Instant as_of, Permission permission,
                                const Scope& scope) {
  std::vector<WorkGroup> groups;
  Numbering numbering(policy, scope);
  const auto in_scope = [&scope](const rules::Rule& rule) {
    return scope.rule.empty() || scope.rule == rule.name;
  };
  for (const auto& rule : policy.rules) {
    const auto* to = policy.state(rule.to);
    const bool destructive = to != nullptr && to->destructive;
    const bool permitted =
        (permission.destructive || !destructive) && (permission.marking || !counts_from_last_use(rule));
    if (!in_scope(rule) || !permitted) {
      numbering.skip();
      continue;
    }
    groups.push_back({std::nullopt, {}});
    groups.back().works.push_back(numbering.work(rule, rules::moves_due(policy, rule, as_of)));
  }
  for (const auto& rule : policy.rules) {
    for (auto& rung : rules::warnings_due(policy, rule, as_of)) {
      WorkGroup group{numbering.narrowed(std::move(rung.anybody)), {}};
      for (auto& selection : rung.selections)
        group.works.push_back(numbering.work(rule, std::move(selection)));
      if (in_scope(rule)) groups.push_back(std::move(group));
    }
  }
  return groups;
}

}  // namespace lapse::engine
