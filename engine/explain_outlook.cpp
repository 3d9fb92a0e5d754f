#include "engine/explain_outlook.h"

#include <algorithm>

#include "rules/due.h"
#include "schedules/bound.h"

namespace lapse::engine {
namespace {

using schedules::Day;
using schedules::Instant;

class Walk {
 public:
  Walk(const Rulebook& book, const rules::Rule& rule, const rules::Facts& facts)
      : book_(book), policy_(book.policy), zone_(book.policy.zone), rule_(rule), facts_(facts) {}

  Outlook from(Instant as_of) {
    Outlook outlook;
    outlook.due_now = moves_at(as_of) && opening_from(as_of) == as_of;
    Instant t = as_of;
    // Each round ends a ladder by a hold, if not the last.
    for (std::size_t round = 0; round <= facts_.holds.size() + 1; ++round) {
      const auto warned = climb(t, outlook.warnings);
      const auto acts = warned ? act_from(*warned) : std::nullopt;
      if (!acts) break;
      const auto again = restarted(*warned, *acts);
      if (!again) {
        if (moves_at(*acts)) outlook.acts_at = acts;
        break;
      }
      t = *again;
    }
    return outlook;
  }

 private:
  bool moves_at(Instant t) const {
    return rules::selects(rules::moves_due(policy_, rule_, t).predicate, facts_);
  }

  std::optional<rules::Treatment> warning_at(Instant t) const {
    for (const auto& rung : rules::warnings_due(policy_, rule_, t)) {
      for (const auto& selection : rung.selections) {
        if (rules::selects(selection.predicate, facts_)) return selection.treatment;
      }
    }
    return std::nullopt;
  }

  // When every step is told; nullopt when the ladder cannot be climbed.
  std::optional<Instant> climb(Instant t, std::vector<WarningAhead>& warnings) {
    while (!is_ladder_done(rule_, facts_)) {
      const bool on_its_way =
          facts_.warned_step > 0 && facts_.warned_rule == rule_.name && facts_.handed_at == 0;
      const Instant wanted = on_its_way ? t : std::max(t, next_step_from());
      if (const auto again = restarted(t, wanted)) {
        t = *again;
        continue;
      }
      const auto pass = pass_from(wanted);
      if (!pass) return std::nullopt;
      t = *pass;
      if (on_its_way) {
        hand(t, static_cast<int>(facts_.warned_step), zone_.day_of(t));
        continue;
      }
      const auto due = warning_at(t);
      if (!due) return std::nullopt;
      hand(t, due->step, due->date);
      warnings.push_back({t, due->step, due->date});
    }
    return t;
  }

  void hand(Instant t, int step, Day date) {
    const Day noticed = zone_.day_of(t) + std::min(step, rule_.notice_days);
    facts_.warned_rule = rule_.name;
    facts_.warned_step = step;
    facts_.handed_at = t.seconds;
    facts_.promised_at = std::max(facts_.promised_at, zone_.midnight(std::max(date, noticed)).seconds);
  }

  Day first_day() const {
    Day day = zone_.day_of({facts_.promised_at});
    for (const auto& after : rule_.after) {
      day = std::max(day, schedules::first_day_over(anchor_of(after), after.days, zone_));
    }
    return day;
  }

  Instant anchor_of(const rules::After& after) const {
    return {after.anchor == rules::Anchor::last_used ? facts_.idle_since : facts_.state_since};
  }

  Instant next_step_from() const {
    const auto& steps = rule_.warn->days_before;
    const auto told = facts_.warned_step;
    const auto next = std::ranges::find_if(steps, [&](int step) { return told == 0 || step < told; });
    return zone_.midnight(first_day() - (next == steps.end() ? steps.back() : *next));
  }

  std::optional<Instant> act_from(Instant t) const {
    t = std::max({t, zone_.midnight(first_day()), zone_.midnight(zone_.day_of({facts_.state_since}) + 1)});
    for (const auto& after : rule_.after) {
      t = std::max(t, schedules::first_instant_over(anchor_of(after), after.days, zone_));
    }
    // Each round passes the end of one hold at least, so there is one more than holds.
    for (std::size_t round = 0; round <= facts_.holds.size() + 1; ++round) {
      const auto pass = pass_from(t);
      const auto open = pass ? opening_from(*pass) : std::nullopt;
      if (!open) return std::nullopt;
      if (*open == *pass) return pass;
      t = *open;
    }
    return std::nullopt;
  }

  std::optional<Instant> opening_from(Instant t) const {
    if (!is_destructive(policy_, rule_) || !policy_.delete_window) return t;
    return schedules::next_open_instant(*policy_.delete_window, t, zone_, book_.holidays);
  }

  // A pass from t to the first after `until` finds that a hold has ended the ladder: it begins anew with the
  // pass after that.
  std::optional<Instant> restarted(Instant t, Instant until) {
    if (facts_.warned_step == 0) return std::nullopt;
    const Instant last = next_wakeup(book_, until - 1);
    for (const auto& hold : facts_.holds) {
      const Instant pass = next_wakeup(book_, std::max(t, Instant{hold.from}) - 1);
      if (pass > last || !is_held(pass)) continue;
      facts_.warned_step = facts_.handed_at = 0;
      facts_.warned_rule.clear();
      return pass + 1;
    }
    return std::nullopt;
  }

  bool is_held(Instant t) const {
    return rules::selects({rules::Column::held_at, rules::Op::equal, {std::int64_t{1}}, t.seconds}, facts_);
  }

  // The first pass not before t while no hold is on.
  std::optional<Instant> pass_from(Instant t) const {
    for (std::size_t round = 0; round <= facts_.holds.size(); ++round) {
      const Instant pass = next_wakeup(book_, t - 1);
      t = pass;
      for (const auto& hold : facts_.holds) {
        if (hold.from > pass.seconds || (hold.until != 0 && hold.until <= pass.seconds)) continue;
        if (hold.until == 0) return std::nullopt;
        t = std::max(t, Instant{hold.until});
      }
      if (t == pass) return pass;
    }
    return std::nullopt;
  }

  const Rulebook& book_;
  const rules::Policy& policy_;
  const schedules::Zone& zone_;
  const rules::Rule& rule_;
  rules::Facts facts_;
};

}  // namespace

Outlook look_ahead(const Rulebook& book, const rules::Rule& rule, const rules::Facts& facts, Instant as_of) {
  return Walk(book, rule, facts).from(as_of);
}

bool is_destructive(const rules::Policy& policy, const rules::Rule& rule) {
  const rules::State* to = policy.state(rule.to);
  return to != nullptr && to->destructive;
}

bool is_ladder_done(const rules::Rule& rule, const rules::Facts& facts) {
  if (!rule.warn) return true;
  return facts.warned_rule == rule.name && facts.warned_step >= 1 &&
         facts.warned_step <= rule.warn->days_before.back() && facts.handed_at > 0;
}

}  // namespace lapse::engine
