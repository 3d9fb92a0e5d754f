// The guards of the policy over a whole plan: what is counted, what is allowed, what must stop (INV11).
//
// A limit that is exceeded stops the rules that it counts: their moves into the counted state, or, for
// notices, the rules that write the most until the rest fits. A limit per organisation stops them in that
// organisation only. Counted are the plan, what runs did before within the limit's days, never the table of
// today.
#pragma once

#include <vector>

#include "engine/plan.h"
#include "engine/store.h"
#include "rules/model.h"

namespace lapse::engine {

struct Verdict {
  std::vector<GuardResult> guards;  // in the order of the policy
  std::vector<Stop> stops;
};

Verdict judge(const rules::Policy& policy, const Tally& tally, const Store& store, std::int64_t population,
              schedules::Instant as_of);

// "10 accounts or 0.5 percent" of a population: whichever is larger.
std::int64_t allowed(const rules::Limit& limit, std::int64_t population);

}  // namespace lapse::engine
