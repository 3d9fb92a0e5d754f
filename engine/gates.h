// Why nothing destructive may happen at an instant: the window, untrusted feeds, an unexplained gap in time.
//
// Warnings go on behind a closed gate; what is destructive waits. Behind sign-ins that are old or not
// believed (engine/trust.h) so does every rule that counts from the last use; other moves go on. In doubt a
// gate is closed.
#pragma once

#include <vector>

#include "engine/feed.h"
#include "engine/plan.h"
#include "engine/records.h"
#include "engine/rulebook.h"

namespace lapse::engine {

// What the gates look at, read from the store in one go.
struct Watch {
  EngineState engine;
  std::vector<Gap> gaps;
  std::vector<Feed> feeds;
};

std::vector<Obstacle> obstacles(const Rulebook& book, const Watch& watch, schedules::Instant as_of);

std::int64_t seconds_of(const schedules::Span& span);  // of hours or days

// The gap that a run at as_of would record (INV15); nullopt when the engine looked recently enough, or when
// somebody has acknowledged since when it did not.
std::optional<Gap> gap_before(const rules::Policy& policy, const EngineState& engine,
                              const std::vector<Gap>& gaps, schedules::Instant as_of);

}  // namespace lapse::engine
