// One wake-up of the daemon: what it came to, and when the next one is.
#pragma once

#include <optional>
#include <string>

#include "schedules/instant.h"

namespace lapse::adapters::daemon {

struct Round {
  enum class End {
    done,
    busy,    // another engine holds the lease
    failed,  // may go better next time
    broken,  // a person has to mend something first: the daemon ends with `exit_code`
  };
  End end = End::done;
  std::string says{};                        // one sentence; may be empty for done
  std::optional<schedules::Instant> next{};  // done: when there is something to do again
  int exit_code = 0;
};

inline constexpr std::int64_t kLeastPauseSeconds = 5;     // between two rounds, whatever they say
inline constexpr std::int64_t kMostPauseSeconds = 86400;  // a done round without a next
inline constexpr std::int64_t kBusyPauseSeconds = 60;     // the life of a lease
inline constexpr std::int64_t kFirstBackoffSeconds = 60;  // doubles with each failure in a row
inline constexpr std::int64_t kLongestBackoffSeconds = 3600;

// When the next round begins. `failures` in a row, this one included.
schedules::Instant next_round(const Round& round, int failures, schedules::Instant now);

}  // namespace lapse::adapters::daemon
