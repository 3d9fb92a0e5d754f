// Counts, per day, of accounts whose E (rules/due.h) falls on it, with the holds and addresses of now. Where
// that would be wrong by more than a day it is put right, with one count per rule and day still:
//   - An account that was told nothing cannot be moved before its notice is over. It counts no earlier than
//     the day of the next pass + min(largest step, notice), however long it is overdue.
//   - An account that cannot be warned, and never was, does not count.
//   - What a pass today would move does not count, unless today's passes are over: then it counts on the
//     first day that has one. Likewise a day without a pass, or on which the delete window stays shut, hands
//     its count on.
// Left approximate: an account in the middle of its ladder counts on the day it was told, though a step that
// was missed since may move that day; and guards are not asked.
#include "engine/forecast.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/explain_outlook.h"
#include "rules/due.h"

namespace lapse::engine {
namespace {

using rules::Column;
using rules::Op;
using rules::Predicate;
using rules::Term;
using schedules::Day;
using schedules::Instant;

Term number(Column column, Op op, std::int64_t value) {
  return {column, op, {value}};
}

std::vector<Term> told(const rules::Rule& rule) {
  return {number(Column::warned_step, Op::at_least, 1), {Column::warned_rule, Op::equal, {rule.name}}};
}

class RuleForecast {
 public:
  RuleForecast(const Rulebook& book, const rules::Rule& rule, const Store& store, Instant as_of)
      : book_(book), rule_(rule), store_(store), as_of_(as_of), today_(book.policy.zone.day_of(as_of)) {}

  std::vector<std::int64_t> days(int count) const {
    std::vector<std::int64_t> counts;
    const Day untold = untold_from();
    std::int64_t before = store_.count(ready());
    std::int64_t waiting = acts_on(today_, as_of_) ? 0 : before;
    for (int i = 1; i <= count; ++i) {
      const Day day = today_ + i;
      const std::int64_t so_far = store_.count(day < untold ? known(day) : all(day));
      waiting += std::max<std::int64_t>(so_far - before, 0);
      before = so_far;
      const bool acts = acts_on(day, book_.policy.zone.midnight(day));
      counts.push_back(acts ? std::exchange(waiting, 0) : 0);
    }
    return counts;
  }

 private:
  // The first day on which an account that was told nothing can be moved.
  Day untold_from() const {
    if (!rule_.warn) return today_;
    const Day warned = book_.policy.zone.day_of(next_wakeup(book_, as_of_ - 1));
    return warned + std::min(rule_.warn->days_before.front(), rule_.notice_days);
  }

  // E has come today, and nothing is left to say.
  Predicate ready() const {
    Predicate predicate = known(today_);
    if (!rule_.warn) return predicate;
    predicate.all.push_back(number(Column::warned_step, Op::at_most, rule_.warn->days_before.back()));
    predicate.all.push_back(number(Column::handed_at, Op::greater, 0));
    return predicate;
  }

  // E by `day`, and at least one step is told.
  Predicate known(Day day) const {
    Predicate predicate = rules::acts_by(book_.policy, rule_, day, as_of_);
    if (!rule_.warn) return predicate;
    const auto terms = told(rule_);
    predicate.all.insert(predicate.all.end(), terms.begin(), terms.end());
    return predicate;
  }

  Predicate all(Day day) const {
    Predicate predicate = rules::acts_by(book_.policy, rule_, day, as_of_);
    if (!rule_.warn) return predicate;
    const Predicate silent = rules::unreachable(book_.policy, rule_, as_of_);
    const auto is_about_warning = [](const Term& term) {
      return term.column == Column::reachable || term.column == Column::warned_step;
    };
    std::vector<rules::AnyTerm> unwarnable;
    for (const Term& term : silent.all) {
      if (is_about_warning(term)) unwarnable.push_back({term});
    }
    for (const auto& one_of : silent.any) {
      if (is_about_warning(one_of.front())) unwarnable.push_back(one_of);
    }
    predicate.none.push_back(std::move(unwarnable));
    return predicate;
  }

  // Whether there is a pass on `day`, at `from` or later, that may carry out the rule.
  bool acts_on(Day day, Instant from) const {
    const auto& zone = book_.policy.zone;
    const auto& window = book_.policy.delete_window;
    if (!is_destructive(book_.policy, rule_) || !window) {
      return zone.day_of(next_wakeup(book_, from - 1)) == day;
    }
    const auto open = schedules::next_open_instant(*window, from, zone, book_.holidays);
    return open && zone.day_of(*open) == day;
  }

  const Rulebook& book_;
  const rules::Rule& rule_;
  const Store& store_;
  Instant as_of_;
  Day today_;
};

}  // namespace

Forecast forecast(const Rulebook& book, const Store& store, Instant as_of, int days) {
  Forecast forecast{book.policy.zone.day_of(as_of) + 1, days, {}};
  for (const auto& rule : book.policy.rules) {
    forecast.by_rule[rule.name] = RuleForecast(book, rule, store, as_of).days(days);
  }
  return forecast;
}

}  // namespace lapse::engine
