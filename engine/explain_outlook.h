// What one rule would do to one account if nobody did anything: the warnings it would give, then the move.
//
// Walks the passes of the calendar (next_wakeup) from one to the next at which something can be due, and asks
// of each what the predicates of rules/due.h select. Every warning is taken to be handed at once. Guards and
// obstacles are left out: they belong to a whole plan and to an instant, not to an account.
#pragma once

#include <optional>
#include <vector>

#include "engine/rulebook.h"
#include "rules/evaluate.h"
#include "schedules/day.h"
#include "schedules/instant.h"

namespace lapse::engine {

struct WarningAhead {
  schedules::Instant at;
  int step = 0;
  schedules::Day date;  // the day it would tell
};

struct Outlook {
  std::vector<WarningAhead> warnings;         // oldest first
  bool due_now = false;                       // a pass at the instant asked about would act
  std::optional<schedules::Instant> acts_at;  // first pass that would act; nullopt: none ever would
};

Outlook look_ahead(const Rulebook& book, const rules::Rule& rule, const rules::Facts& facts,
                   schedules::Instant as_of);

bool is_destructive(const rules::Policy& policy, const rules::Rule& rule);

// Every step of the rule's ladder is handed or merged, so that only its date is waited for.
bool is_ladder_done(const rules::Rule& rule, const rules::Facts& facts);

}  // namespace lapse::engine
