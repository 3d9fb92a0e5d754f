// The outbox: notices that are due go to a notifier, one by one, and what it said is written down.
//
// At most one copy of a notice goes out, but after an ambiguous answer, and then under the same Message-ID
// (INV7). No notice is lost: it ends handed, cancelled with a reason, or dead with an alert (INV8). The date
// in a warning is fixed before the first attempt and leaves the policy's notice between the day of handing
// over and the date (INV12).
#pragma once

#include "engine/pass.h"
#include "engine/ports.h"

namespace lapse::engine {

struct Delivery {
  std::int64_t handed = 0;
  std::int64_t later = 0;
  std::int64_t ambiguous = 0;
  std::int64_t dead = 0;
  bool interrupted = false;
  friend bool operator==(const Delivery&, const Delivery&) = default;
};

inline constexpr int kAttemptsAtMost = 24;  // about five days, as long as mail servers try
inline constexpr int kClaimRows = 200;

Delivery deliver(Hands& hands, const Rulebook& book, schedules::Instant now, const Texts& texts,
                 Notifier& notifier);

// Waiting time before the next attempt: 5 minutes, doubling, at most 6 hours.
std::int64_t backoff_seconds(int attempts);

}  // namespace lapse::engine
