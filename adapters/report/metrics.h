// The condition of the engine as numbers: the text exposition format of Prometheus, version 0.0.4.
// METRICS.md is the page of all names.
//
// Names are stable: none goes, none changes its meaning. No number is of a person, no label says who one is
// (INV20). What is not known (no run yet, a record that could not be looked at) has no line, but its HELP and
// TYPE are there.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/comeback.h"
#include "engine/feed.h"
#include "engine/plan.h"
#include "engine/records.h"
#include "engine/views.h"
#include "rules/model.h"

namespace lapse::adapters::report {

struct Measured {
  schedules::Instant at;  // where the database stands
  std::vector<engine::StateCount> accounts;
  std::vector<engine::Run> runs;  // newest first
  schedules::Instant next_look;
  std::vector<engine::Feed> feeds;
  engine::Queue notices;
  engine::Queue effects;
  std::vector<engine::Obstacle> obstacles;
  std::vector<engine::Alert> stopped;                   // by guards, on the local day of the last run
  int plans_waiting = 0;                                // for approvals
  int plans_approved = 0;                               // and not applied
  std::vector<engine::FalseDeletions> false_deletions;  // of the last year
  std::optional<bool> record_agrees;                    // of purges; true where there is none
  bool lease_held = false;
};

std::string metrics_text(const Measured& measured, const rules::Policy& policy);

}  // namespace lapse::adapters::report
