// Who a rule is about, whatever the day: its state and conditions, and who is left out.
#pragma once

#include <vector>

#include "rules/model.h"
#include "rules/selection.h"

namespace lapse::rules {

// A condition of the policy as a term; with `wanted` false, that it must not hold.
Term term_of(const Condition& condition, bool wanted, const Policy& policy);

// All of the conditions hold.
Predicate all_hold(const std::vector<AnyOf>& conditions, const Policy& policy);

// The rule's state and conditions, without the accounts that belong to a rule that comes before it.
Predicate belongs(const Policy& policy, const Rule& rule);

// The same without never_touch, without whom the feed lost, and without those on hold at as_of.
Predicate reach_of(const Policy& policy, const Rule& rule, schedules::Instant as_of);

// Some rule asks for a fact that an import may change, beside those of kind and organisation: so it may put
// an account into the hands of another rule.
bool asks_of_changing_facts(const Policy& policy);

// Somebody whom the rule warns can be told, at every step of its ladders: all of these hold.
std::vector<Term> reachable(const Policy& policy, const Warn& warn);

// Ladders that speak in a message for `step` that stands for `merged` too.
std::vector<const Ladder*> speaking(const Warn& warn, int step, const std::vector<int>& merged);

}  // namespace lapse::rules
