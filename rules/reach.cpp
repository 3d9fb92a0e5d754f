#include "rules/reach.h"

#include <algorithm>

namespace lapse::rules {
namespace {

Column column_of(Field field) {
  switch (field) {
    case Field::kind:
      return Column::kind;
    case Field::organisation:
      return Column::organisation;
    case Field::organisation_type:
      return Column::organisation_type;
    case Field::administered_by:
      return Column::administered_by;
    case Field::sole_owner:
      return Column::sole_owner;
    case Field::email:
      return Column::email;
    case Field::personal_email:
      return Column::personal_email;
    case Field::mobile:
      return Column::mobile;
    case Field::display_name:
      return Column::display_name;
    case Field::created:
      return Column::created_at;
    case Field::last_login:
      return Column::last_login_at;
    case Field::last_used:
      return Column::idle_since;
  }
  return Column::kind;
}

bool is_day(Field field) {
  return field == Field::created || field == Field::last_login || field == Field::last_used;
}

Value nothing_of(Field field) {
  if (is_day(field)) return std::int64_t{0};
  return std::string();
}

std::vector<std::string> lost_states(const Policy& policy) {
  std::vector<std::string> names;
  for (const auto& state : policy.states) {
    if (state.destructive) names.push_back(state.name);
  }
  return names;
}

Term term_of_values(const Condition& condition, bool equal, const Policy& policy) {
  Term term{column_of(condition.field), equal ? Op::equal : Op::not_equal, {}};
  if (condition.field == Field::sole_owner) {
    term.lost = lost_states(policy);
    term.values.emplace_back(std::int64_t{condition.values.front() == "yes"});
    return term;
  }
  for (const auto& value : condition.values) term.values.emplace_back(value);
  if (term.values.size() > 1) term.op = equal ? Op::one_of : Op::none_of;
  return term;
}

// One of them holds; a single one is a term of its own, which an index may serve.
void demand_any(Predicate& predicate, AnyTerm terms) {
  if (terms.size() == 1) {
    predicate.all.push_back(std::move(terms.front()));
    return;
  }
  for (Term& term : terms) term.recheck = true;  // no index serves one side of an "or"
  predicate.any.push_back(std::move(terms));
}

void demand(Predicate& predicate, const std::vector<AnyOf>& conditions, const Policy& policy) {
  for (const auto& one_of : conditions) {
    AnyTerm terms;
    for (const auto& condition : one_of) terms.push_back(term_of(condition, true, policy));
    demand_any(predicate, std::move(terms));
  }
}

void exclude(Predicate& predicate, const std::vector<AnyOf>& conditions, const Policy& policy) {
  for (const auto& one_of : conditions) {
    for (const auto& condition : one_of) predicate.all.push_back(term_of(condition, false, policy));
  }
}

Predicate conditions_of(const Policy& policy, const Rule& rule) {
  Predicate predicate;
  demand(predicate, rule.only, policy);
  exclude(predicate, rule.unless, policy);
  return predicate;
}

// What a rule that comes first asks, as a group that must not hold.
void leave_to(Predicate& predicate, const Policy& policy, const Rule& first) {
  Predicate conditions = conditions_of(policy, first);
  std::vector<AnyTerm> group;
  for (Term& term : conditions.all) {
    term.recheck = true;
    group.push_back({std::move(term)});
  }
  std::ranges::move(conditions.any, std::back_inserter(group));
  predicate.none.push_back(std::move(group));
}

void add_state(Predicate& predicate, const Policy& policy, const Rule& rule) {
  predicate.all.insert(predicate.all.begin(), {Column::state, Op::equal, {rule.from}});
  for (const Rule* first : policy.before(rule)) leave_to(predicate, policy, *first);
}

bool includes(const std::vector<Recipient>& all, const std::vector<Recipient>& some) {
  return std::ranges::all_of(some, [&](Recipient one) { return std::ranges::find(all, one) != all.end(); });
}

std::vector<Recipient> told_at(const Warn& warn, int step) {
  std::vector<Recipient> told;
  for (const Ladder* ladder : speaking(warn, step, {})) {
    for (const Recipient recipient : ladder->to) {
      if (std::ranges::find(told, recipient) == told.end()) told.push_back(recipient);
    }
  }
  return told;
}

}  // namespace

Term term_of(const Condition& condition, bool wanted, const Policy& policy) {
  const bool equal = wanted != condition.negated;
  Term term{column_of(condition.field), Op::equal, {}};
  // An index on the last use is for the periods.
  term.recheck = condition.field == Field::last_used;
  switch (condition.asks) {
    case Condition::Asks::value:
      return term_of_values(condition, equal, policy);
    case Condition::Asks::missing:
      term.op = equal ? Op::equal : Op::not_equal;
      term.values.push_back(nothing_of(condition.field));
      break;
    case Condition::Asks::before:
      term.op = equal ? Op::before : Op::not_before;
      term.values.emplace_back(policy.zone.midnight(condition.day).seconds);
      break;
    case Condition::Asks::after:
      term.op = equal ? Op::at_least : Op::less;
      term.values.emplace_back(policy.zone.midnight(condition.day + 1).seconds);
      break;
  }
  return term;
}

Predicate all_hold(const std::vector<AnyOf>& conditions, const Policy& policy) {
  Predicate predicate;
  demand(predicate, conditions, policy);
  return predicate;
}

Predicate belongs(const Policy& policy, const Rule& rule) {
  Predicate predicate = conditions_of(policy, rule);
  add_state(predicate, policy, rule);
  return predicate;
}

Predicate reach_of(const Policy& policy, const Rule& rule, schedules::Instant as_of) {
  Predicate predicate = belongs(policy, rule);
  exclude(predicate, policy.never_touch, policy);
  const State* from = policy.state(rule.from);
  if (from == nullptr || !from->destructive)
    predicate.all.push_back({Column::missing_since, Op::equal, {std::int64_t{0}}});
  predicate.all.push_back({Column::held_at, Op::equal, {std::int64_t{0}}, as_of.seconds});
  return predicate;
}

bool asks_of_changing_facts(const Policy& policy) {
  const auto changes = [](const Condition& condition) {
    return condition.field > Field::administered_by && condition.field != Field::created;
  };
  const auto one_changes = [&](const AnyOf& one_of) { return std::ranges::any_of(one_of, changes); };
  return std::ranges::any_of(policy.rules, [&](const Rule& rule) {
    return std::ranges::any_of(rule.only, one_changes) || std::ranges::any_of(rule.unless, one_changes);
  });
}

std::vector<Term> reachable(const Policy& policy, const Warn& warn) {
  std::vector<std::vector<Recipient>> groups;
  for (const int step : warn.days_before) {
    const auto told = told_at(warn, step);
    const auto follows = [&](const auto& other) { return includes(told, other); };
    if (std::ranges::any_of(groups, follows)) continue;
    std::erase_if(groups, [&](const auto& other) { return includes(other, told); });
    groups.push_back(told);
  }
  std::vector<Term> terms;
  for (const auto& group : groups)
    terms.push_back({Column::reachable, Op::equal, {std::int64_t{1}}, 0, group, lost_states(policy)});
  return terms;
}

std::vector<const Ladder*> speaking(const Warn& warn, int step, const std::vector<int>& merged) {
  std::vector<const Ladder*> result;
  for (const Ladder& ladder : warn.ladders) {
    const auto& own = ladder.days_before;
    const bool speaks = std::ranges::any_of(
        own, [&](int one) { return one == step || std::ranges::find(merged, one) != merged.end(); });
    if (speaks) result.push_back(&ladder);
  }
  return result;
}

}  // namespace lapse::rules
