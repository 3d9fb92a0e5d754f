// Why nothing destructive may happen at an instant: the window, untrusted feeds, an unexplained gap in time.
//
// Warnings and harmless moves go on behind a closed gate; what is destructive waits. In doubt a gate is
// closed.
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

// The gap that a run at as_of would record (INV15); nullopt when the engine looked recently enough, or when
// somebody has acknowledged since when it did not.
std::optional<Gap> gap_before(const rules::Policy& policy, const EngineState& engine,
                              const std::vector<Gap>& gaps, schedules::Instant as_of);

}  // namespace lapse::engine
