// Deletions that turned out to be wrong, as figures: who came back soon after a rule had deleted him.
//
// Came back is who was restored or undone, or appears again under another id with the same e-mail address or
// mobile number, within kSoonSeconds of the deletion.
#pragma once

#include <cstdint>
#include <string>

#include "schedules/instant.h"

namespace lapse::engine {

inline constexpr std::int64_t kSoonSeconds = 30 * schedules::kSecondsPerDay;
inline constexpr std::int64_t kFiguresSeconds = 365 * schedules::kSecondsPerDay;  // over which they are taken

struct FalseDeletions {
  std::string rule;
  std::int64_t deleted = 0;
  std::int64_t restored = 0;
  std::int64_t recreated = 0;
  std::int64_t undone = 0;

  std::int64_t came_back() const { return restored + recreated + undone; }
};

}  // namespace lapse::engine
