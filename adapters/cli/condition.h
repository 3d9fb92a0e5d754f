// In what condition the engine is: what `lapse status` answers.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "adapters/cli/as_of.h"
#include "adapters/cli/record_state.h"
#include "adapters/report/json.h"
#include "adapters/report/metrics.h"
#include "adapters/report/saved_plan_report.h"
#include "engine/gates.h"
#include "engine/store.h"

namespace lapse::adapters::cli {

inline constexpr int kRunsShown = 5;

struct Condition {
  schedules::Instant at;  // where the database stands
  schedules::Instant wall;
  engine::EngineState engine;
  std::vector<engine::StateCount> accounts;
  std::vector<engine::Run> runs;                  // newest first
  std::map<std::int64_t, engine::RunUndo> undos;  // by their run
  std::vector<engine::Feed> feeds;
  engine::Queue queue;
  engine::Queue effects;
  std::vector<engine::FalseDeletions> false_deletions;  // of the last year, by rule
  std::vector<engine::Obstacle> obstacles;
  schedules::Instant next_look;
  std::optional<schedules::Instant> next_notice;  // or effect
  engine::Lease lease;                            // holder empty: free
  engine::Inspection database;
  std::vector<engine::Alert> stopped;  // by guards, on the local day of the last run
  std::vector<report::WaitingPlan> plans;
  RecordState record;  // of purges
  const rules::Policy* policy = nullptr;
};

Condition read_condition(const engine::Store& store, const engine::Rulebook& book, const Clocks& clocks);

report::Measured measured(const Condition& condition);
report::Json in_json(const Condition& condition);
// `all`: the tables and indexes of the database too.
std::string in_text(const Condition& condition, bool all);

std::string age_in_words(std::int64_t seconds);  // "3 days", "5 hours", "2 minutes"

}  // namespace lapse::adapters::cli
