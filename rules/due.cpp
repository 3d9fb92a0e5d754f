#include "rules/due.h"

#include <algorithm>

#include "rules/reach.h"
#include "schedules/bound.h"

namespace lapse::rules {
namespace {

using schedules::Day;
using schedules::Instant;

Term number(Column column, Op op, std::int64_t value) {
  return {column, op, {value}};
}
Term text(Column column, Op op, const std::string& value) {
  return {column, op, {value}};
}
Term rechecked(Term term) {
  term.recheck = true;
  return term;
}

Column column_of(Anchor anchor) {
  return anchor == Anchor::last_used ? Column::idle_since : Column::state_since;
}

Predicate reach_and(const Policy& policy, const Rule& rule, Instant as_of, const std::vector<Term>& more) {
  Predicate predicate = reach_of(policy, rule, as_of);
  predicate.all.insert(predicate.all.end(), more.begin(), more.end());
  return predicate;
}

// Some step of the ladders has nobody to tell.
void add_unreachable(const Policy& policy, const Rule& rule, Predicate& predicate) {
  AnyTerm terms = reachable(policy, *rule.warn);
  for (Term& term : terms) term.values = {std::int64_t{0}};
  if (terms.size() == 1) {
    predicate.all.push_back(std::move(terms.front()));
  } else {
    predicate.any.push_back(std::move(terms));
  }
}

// E <= day: every period has ended by that day, and no later date was told.
enum class Lookup { periods, date_told, nothing };  // what leads to the accounts; the rest is checked again
std::vector<Term> acts_by_day(const Policy& policy, const Rule& rule, Day day, bool promised,
                              Lookup lookup = Lookup::periods) {
  std::vector<Term> terms;
  for (const auto& after : rule.after) {
    const Instant bound = schedules::anchors_reached_before(day, after.days, policy.zone);
    terms.push_back(number(column_of(after.anchor), Op::less, bound.seconds));
    terms.back().recheck = lookup != Lookup::periods;
  }
  if (!promised) return terms;
  const Term told = number(Column::promised_at, Op::at_most, policy.zone.midnight(day).seconds);
  if (lookup == Lookup::date_told) {
    // Most accounts were told no date. Said here, a database that guesses from averages looks up the few.
    terms.push_back(number(Column::promised_at, Op::greater, 0));
    terms.push_back(told);
  } else {
    terms.push_back(rechecked(told));
  }
  return terms;
}

// One group of accounts by what they were told before, and the steps they are still owed.
struct Told {
  std::vector<Term> terms;
  std::vector<int> steps;  // still to tell, descending
  bool promised = true;    // a date was told, so it counts
};

std::vector<Told> groups_of(const Rule& rule) {
  const auto& steps = rule.warn->days_before;
  const Term handed = number(Column::handed_at, Op::greater, 0);
  const Term mine = text(Column::warned_rule, Op::equal, rule.name);
  const auto step = [](Op op, int value) { return number(Column::warned_step, op, value); };
  std::vector<Told> groups{
      {{step(Op::equal, 0), rechecked(number(Column::promised_at, Op::equal, 0))}, steps, false},
      // Warned before for something that has passed, with a date that still binds us.
      {{step(Op::equal, 0), number(Column::promised_at, Op::greater, 0)}, steps, true},
      {{step(Op::greater, steps.front()), mine, handed}, steps, true}};
  for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
    const std::vector<int> rest(steps.begin() + static_cast<std::ptrdiff_t>(i) + 1, steps.end());
    groups.push_back({{step(Op::equal, steps[i]), mine, handed}, rest, true});
    if (steps[i] - steps[i + 1] > 1) {  // a step of another edition, between two of ours
      groups.push_back(
          {{step(Op::greater, steps[i + 1]), step(Op::less, steps[i]), mine, handed}, rest, true});
    }
  }
  return groups;
}

class Climb {
 public:
  Climb(const Policy& policy, const Rule& rule, Instant as_of)
      : policy_(policy), rule_(rule), as_of_(as_of), today_(policy.zone.day_of(as_of)) {}

  Rung rung(const Told& told) const {
    const int largest = told.steps.front();
    Rung rung{with(told, largest, std::nullopt), {}};
    rung.selections.push_back(selection(told, largest, largest, largest - 1));
    const int shortest = std::min(largest, rule_.notice_days);
    for (int days = largest - 1; days > shortest; --days) {
      rung.selections.push_back(selection(told, label(told, days), days, days - 1));
    }
    if (shortest < largest) {
      rung.selections.push_back(selection(told, label(told, shortest), shortest, std::nullopt));
    } else {
      // Steps missed, yet the notice is no shorter than they are: the whole notice starts today.
      rung.selections.push_back(selection(told, largest, largest, std::nullopt, largest - 1));
    }
    return rung;
  }

 private:
  // The smallest step that is due when the rule may act in `days` days.
  static int label(const Told& told, int days) {
    int smallest = told.steps.front();
    for (const int step : told.steps) {
      if (step >= days) smallest = step;
    }
    return smallest;
  }

  // E within `days` from today, and not already within `but_not`.
  Predicate with(const Told& told, int days, std::optional<int> but_not) const {
    auto terms = told.terms;
    const auto by = acts_by_day(policy_, rule_, today_ + days, told.promised,
                                told.promised ? Lookup::date_told : Lookup::periods);
    terms.insert(terms.end(), by.begin(), by.end());
    const auto reached = reachable(policy_, *rule_.warn);
    terms.insert(terms.end(), reached.begin(), reached.end());
    auto predicate = reach_and(policy_, rule_, as_of_, terms);
    if (but_not) {
      auto& group = predicate.none.emplace_back();
      for (Term& term : acts_by_day(policy_, rule_, today_ + *but_not, told.promised,
                                    told.promised ? Lookup::nothing : Lookup::periods))
        group.push_back({std::move(term)});
    }
    return predicate;
  }

  // Accounts with E in (but_not, days], or all with E <= within: they are told `step` and the day today +
  // days.
  Selection selection(const Told& told, int step, int days, std::optional<int> but_not,
                      std::optional<int> within = std::nullopt) const {
    Treatment treatment{Treatment::Kind::warn, rule_.name, rule_.from, rule_.to, step, today_ + days, {}};
    for (const int larger : told.steps) {
      if (larger > step) treatment.merged.push_back(larger);
    }
    return {treatment, with(told, within.value_or(days), but_not)};
  }

  const Policy& policy_;
  const Rule& rule_;
  Instant as_of_;
  Day today_;
};

}  // namespace

Selection moves_due(const Policy& policy, const Rule& rule, Instant as_of) {
  const auto& zone = policy.zone;
  const std::int64_t midnight = zone.midnight(zone.day_of(as_of)).seconds;
  std::vector<Term> terms;
  if (rule.warn) {
    const int last = rule.warn->days_before.back();
    terms.push_back(number(Column::warned_step, Op::at_least, 1));
    terms.push_back(number(Column::warned_step, Op::at_most, last));
    if (last == 1) terms = {number(Column::warned_step, Op::equal, 1)};
    terms.push_back(number(Column::promised_at, Op::greater, 0));
    terms.push_back(number(Column::promised_at, Op::at_most, midnight));
    terms.push_back(text(Column::warned_rule, Op::equal, rule.name));
    terms.push_back(number(Column::handed_at, Op::greater, 0));
  } else {
    // Another edition, or another rule, may have told a date (INV12).
    terms.push_back(rechecked(number(Column::promised_at, Op::at_most, midnight)));
  }
  for (const auto& after : rule.after) {
    const Instant bound = schedules::anchors_over_before(as_of, after.days, zone);
    terms.push_back(number(column_of(after.anchor), Op::less, bound.seconds));
    terms.back().recheck = rule.warn.has_value();  // the date told finds them
  }
  terms.push_back(number(Column::state_since, Op::less, midnight));  // INV4: one change per local day
  terms.back().recheck = rule.warn.has_value();
  Treatment treatment{Treatment::Kind::move, rule.name, rule.from, rule.to, 0, zone.day_of(as_of), {}};
  return {treatment, reach_and(policy, rule, as_of, terms)};
}

std::vector<Rung> warnings_due(const Policy& policy, const Rule& rule, Instant as_of) {
  std::vector<Rung> rungs;
  if (!rule.warn) return rungs;
  const Climb ladder(policy, rule, as_of);
  for (const auto& told : groups_of(rule)) rungs.push_back(ladder.rung(told));
  return rungs;
}

Predicate ladders_under_hold(Instant as_of) {
  return {{number(Column::warned_step, Op::at_least, 1),
           {Column::held_at, Op::equal, {std::int64_t{1}}, as_of.seconds}},
          {}};
}

Predicate acts_by(const Policy& policy, const Rule& rule, Day day, Instant as_of) {
  return reach_and(policy, rule, as_of, acts_by_day(policy, rule, day, true));
}

Predicate unreachable(const Policy& policy, const Rule& rule, Instant as_of) {
  if (!rule.warn) return {{number(Column::warned_step, Op::less, 0)}, {}};
  const Day today = policy.zone.day_of(as_of);
  auto terms = acts_by_day(policy, rule, today + rule.warn->days_before.front(), false);
  terms.push_back(number(Column::warned_step, Op::equal, 0));
  Predicate predicate = reach_and(policy, rule, as_of, terms);
  add_unreachable(policy, rule, predicate);
  return predicate;
}

Predicate silenced(const Policy& policy, const Rule& rule, Instant as_of) {
  if (!rule.warn) return {{number(Column::warned_step, Op::less, 0)}, {}};
  Predicate predicate = reach_and(
      policy, rule, as_of,
      {number(Column::warned_step, Op::at_least, 1), text(Column::warned_rule, Op::equal, rule.name)});
  add_unreachable(policy, rule, predicate);
  return predicate;
}

}  // namespace lapse::rules
