#include "adapters/daemon/round.h"

#include <algorithm>

namespace lapse::adapters::daemon {
namespace {

std::int64_t backoff(int failures) {
  std::int64_t seconds = kFirstBackoffSeconds;
  for (int i = 1; i < failures && seconds < kLongestBackoffSeconds; ++i) seconds *= 2;
  return std::min(seconds, kLongestBackoffSeconds);
}

}  // namespace

schedules::Instant next_round(const Round& round, int failures, schedules::Instant now) {
  switch (round.end) {
    case Round::End::done:
      return std::max(round.next.value_or(now + kMostPauseSeconds), now + kLeastPauseSeconds);
    case Round::End::busy:
      return now + kBusyPauseSeconds;
    case Round::End::failed:
    case Round::End::broken:
      break;
  }
  return now + backoff(failures);
}

}  // namespace lapse::adapters::daemon
