#include "adapters/notify/http_outcome.h"

#include <algorithm>
#include <array>

namespace lapse::adapters::notify {
namespace {

using Outcome = engine::Receipt::Outcome;

// Who are you, you may not, not here, not so, log in at the proxy; too slow, wrong host, too early, too many.
constexpr std::array kNotAboutTheEffect{401L, 403L, 404L, 405L, 407L, 408L, 421L, 425L, 429L};

}  // namespace

Outcome http_outcome(long status, bool sent) {
  if (status < kFirstFinalStatus) return sent ? Outcome::ambiguous : Outcome::later;
  if (status < 300) return Outcome::handed;
  const bool refused = status >= 400 && status < 500 &&
                       std::ranges::find(kNotAboutTheEffect, status) == kNotAboutTheEffect.end();
  return refused ? Outcome::never : Outcome::later;
}

}  // namespace lapse::adapters::notify
