#include "rules/timeline_days.h"

#include <algorithm>

namespace lapse::rules {
namespace {

constexpr int kDaysAhead = 400;
constexpr int kLongestWeekWait = 6;
// A clock change can end "N x 24 hours" up to an hour into the next day.
constexpr int kClockChangeMinutes = 60;

// The first day on which every period is over, and the day of arrival too (INV4).
int first_day(const Rule& rule, const Arrival& arrival) {
  int day = arrival.day + 1;
  for (const After& after : rule.after) {
    const bool in_state = after.anchor == Anchor::in_state;
    if (in_state && arrival.long_since) continue;
    day = std::max(day, (in_state ? arrival.day : 0) + after.days + 1);
  }
  return day;
}

// What a late first warning still leaves.
int shortest_notice(const Rule& rule) {
  return std::min(rule.warn->days_before.front(), rule.notice_days);
}

}  // namespace

Acting earliest(const Rule& rule, const Arrival& arrival) {
  Acting acting{first_day(rule, arrival), {}};
  if (!rule.warn) return acting;
  const int first_chance = arrival.day + (arrival.looked_at_again ? 0 : 1);
  const int first_warning = std::max(first_chance, acting.day - rule.warn->days_before.front());
  acting.day = std::max(acting.day, first_warning + shortest_notice(rule));
  acting.warned_on = {first_warning};
  for (const int step : rule.warn->days_before) {
    if (acting.day - step > acting.warned_on.back()) acting.warned_on.push_back(acting.day - step);
  }
  return acting;
}

Delays delays(const Policy& policy, const schedules::Holidays& holidays, schedules::Day from) {
  Delays result{policy.look.weekday ? kLongestWeekWait : 0, 0};
  if (policy.look.at.minutes < kClockChangeMinutes) ++result.look;
  if (!policy.delete_window) return result;
  int longest = 0;
  int closed = 0;
  for (int ahead = 0; ahead <= kDaysAhead; ++ahead) {
    closed = opens_on(*policy.delete_window, from + ahead, holidays) ? 0 : closed + 1;
    longest = std::max(longest, closed);
  }
  if (longest <= kDaysAhead) result.window = longest;
  if (longest > kDaysAhead) result.window = std::nullopt;
  return result;
}

std::optional<int> latest(const Policy& policy, const Rule& rule, int day, const Delays& delays) {
  int acts = first_day(rule, {day});
  if (rule.warn) {
    const int first_warning = std::max(day + 1, acts - rule.warn->days_before.front()) + delays.look;
    acts = std::max(acts, first_warning + shortest_notice(rule));
    // A step that is looked at late moves the day.
    for (const int step : rule.warn->days_before)
      acts = std::max(acts, acts - step + delays.look + std::min(step, rule.notice_days));
  }
  const State* to = policy.state(rule.to);
  if (to == nullptr || !to->destructive) return acts + delays.look;
  if (!delays.window) return std::nullopt;
  return acts + *delays.window;
}

bool looked_at_again(const Policy& policy, const State& state) {
  if (!policy.delete_window) return false;
  return state.destructive ? policy.delete_window->opens < policy.look.at
                           : policy.look.at < policy.delete_window->opens;
}

std::optional<int> warned_at_least(const Rule& rule) {
  return rule.warn ? std::optional(shortest_notice(rule)) : std::nullopt;
}

}  // namespace lapse::rules
