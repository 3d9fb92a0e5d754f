// What a rule is due to do at one instant: the moves it may make, and the warnings its ladder owes.
//
// Order   Selections are disjoint: an account is in at most one. The order is fixed by rule and day alone.
// Time    Moves obey both readings of every period (schedules/bound.h). Warnings count whole local days.
// Holds   Nobody is warned or moved while a hold is on, nor for what was told before it ended: the ladder
//         begins anew first.
// Ladder  D is the first local day on which the rule may act, E the later of D and the date told last. Step s
// is
//         due from E - s. Steps missed merge into one message with E = max(E, today + min(largest missed,
//         notice)), labelled with the smallest step that has E - step <= today. A rule with a ladder moves an
//         account only when its last step is handed and the day told has come (INV1, INV12). An account that
//         was warned and told no date does not come about, and is left alone. Several ladders of one rule are
//         one state machine over the union of their steps (rules/reach.h says which of them speak).
#pragma once

#include <optional>
#include <vector>

#include "rules/model.h"
#include "rules/selection.h"

namespace lapse::rules {

// Everybody the rule may move at as_of.
Selection moves_due(const Policy& policy, const Rule& rule, schedules::Instant as_of);

// One rung of the ladder: all accounts that were told the same step before. `anybody` covers exactly the
// union of `selections`; where it is empty, none of them needs to be asked.
struct Rung {
  Predicate anybody;
  std::vector<Selection> selections;
};
std::vector<Rung> warnings_due(const Policy& policy, const Rule& rule, schedules::Instant as_of);

// Everybody whose ladder a hold has ended: it is on, or ended after the last warning was handed. No rule
// warns or moves them at as_of; once the ladder begins anew, the rules see them again.
Predicate ladders_under_hold(schedules::Instant as_of);

// Everybody in the rule's reach whose E has come by `day`, handed or not: what a forecast counts.
Predicate acts_by(const Policy& policy, const Rule& rule, schedules::Day day, schedules::Instant as_of);

// Everybody the rule has owed a warning since `day` or before who has no address to warn at, for some step
// (E15).
Predicate unreachable(const Policy& policy, const Rule& rule, schedules::Instant as_of);

// Everybody the rule has warned who has lost every address since: the ladder does not go on, and the rule
// does not act.
Predicate silenced(const Policy& policy, const Rule& rule, schedules::Instant as_of);

}  // namespace lapse::rules
