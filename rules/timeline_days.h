// On which days one rule warns and acts for an account that came into its state on a given day. Pure.
#pragma once

#include <optional>
#include <vector>

#include "rules/model.h"
#include "schedules/day.h"
#include "schedules/holidays.h"

namespace lapse::rules {

// How an account came into a state, in days after its last use.
struct Arrival {
  int day = 0;
  bool looked_at_again = true;  // the engine still looks at it on that day
  bool long_since = false;      // it was in the state long before its last use: periods "in" it are over
};

struct Acting {
  int day = 0;                 // on which the rule acts
  std::vector<int> warned_on;  // days of its warnings, the first one first
};

// The first day on which the rule may act, when the engine looks at every chance it has.
Acting earliest(const Rule& rule, const Arrival& arrival);

// What may come between the day and the deed.
struct Delays {
  int look = 0;               // days until the engine looks
  std::optional<int> window;  // days until the delete window is open; nullopt: never
};
Delays delays(const Policy& policy, const schedules::Holidays& holidays, schedules::Day from);

// The last day on which it acts, for an account that came into its state by `day`; nullopt: never.
std::optional<int> latest(const Policy& policy, const Rule& rule, int day, const Delays& delays);

// Whether an account that a rule brings into `state` is looked at once more on that day.
bool looked_at_again(const Policy& policy, const State& state);

// Days between the first warning and the deed, at the least; nullopt: the rule does not warn.
std::optional<int> warned_at_least(const Rule& rule);

}  // namespace lapse::rules
