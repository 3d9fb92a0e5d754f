// The guards of the policy over a whole plan: what is counted, what is allowed, what must stop (INV11).
//
// A limit that is exceeded stops the rules that it counts: their moves into the counted state, or, for
// notices, the rules that write the most until the rest fits. A limit per organisation stops them in that
// organisation only. Counted are the plan and what runs and people did before: within the limit's days, and
// for `per: run` and `per: organisation` on the same local day, so that no limit is passed by piecemeal work.
// Never counted is the table of today.
#pragma once

#include <optional>
#include <string>
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

// From when on (and not at) what happened counts for a limit.
schedules::Instant counted_after(const rules::Policy& policy, const rules::Limit& limit,
                                 schedules::Instant as_of);

// A person's: one account into a state.
struct OneMove {
  std::string to;
  std::string organisation;
  schedules::Instant at;
};
// The first limit that one more would pass; nullopt: none.
std::optional<GuardResult> one_too_many(const rules::Policy& policy, const Store& store, const OneMove& move);

}  // namespace lapse::engine
