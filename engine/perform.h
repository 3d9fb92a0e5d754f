// The other half of the outbox: what moves ask to be done elsewhere is done, one effect at a time, and what
// came of it is written down.
//
// At least once  An effect is repeated, under the same key, until it was accepted, refused for good or given
// up. Order          The effects of one move go out in the order of the policy: a later one waits while an
// earlier
//                one is not settled.
// Never stale    An effect whose account has changed its state since is cancelled: an old `disable` cannot
// land
//                after a newer `enable`.
// Bounds         An effect that failed kFailuresInARow times in a row, whoever it was for, rests until later;
// the
//                attempts that it was spared do not count.
#pragma once

#include "engine/deliver.h"

namespace lapse::engine {

inline constexpr int kFailuresInARow = 5;
// A performer's longest attempt, so that the lease outlives it.
inline constexpr int kLongestEffectSeconds = 30;

// `later` counts those that rest, too.
Delivery perform(Hands& hands, schedules::Instant now, Performer& performer);

}  // namespace lapse::engine
