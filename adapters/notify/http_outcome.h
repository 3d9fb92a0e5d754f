// What the answer of a web hook means for the outbox: the one place that judges its status codes.
//
// Only what it says about this effect is `never`. What it says about us (our address, our signature, our
// right to ask) is ours to repair, so the effect waits: one wrong word in the configuration must not make a
// whole night's effects dead.
#pragma once

#include "engine/notice.h"

namespace lapse::adapters::notify {

inline constexpr long kFirstFinalStatus = 200;  // 1xx only announces an answer

// `status` 0: there was none. `sent`: the request, or a part of it, has left.
engine::Receipt::Outcome http_outcome(long status, bool sent);

}  // namespace lapse::adapters::notify
