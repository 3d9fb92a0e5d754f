// At which instant a command decides. Pure: the clocks are arguments.
#pragma once

#include <optional>
#include <string>

#include "engine/records.h"
#include "engine/rulebook.h"
#include "engine/timekeeping.h"

namespace lapse::adapters::cli {

struct Clocks {
  schedules::Instant wall;
  engine::EngineState engine;
  engine::ClockSigns signs = {};  // of a simulated clock: none
};

// For whatever only reads: what was asked for, else now; on a simulated database its next wake-up.
schedules::Instant as_of_to_read(const std::optional<schedules::Instant>& asked, const engine::Rulebook& book,
                                 const Clocks& clocks);

// For a run. Refusal (usage) when an instant is asked for on a database that lives in real time,
// or one before the last run.
schedules::Instant as_of_to_write(const std::optional<schedules::Instant>& asked,
                                  const engine::Rulebook& book, const Clocks& clocks);

// Where the database stands now: the wall clock, or where its simulated clock was left.
schedules::Instant standing_at(const Clocks& clocks);

// The value of --as-of, --at, --simulated-clock. Refusal (usage) when it is no instant; nullopt when empty.
std::optional<schedules::Instant> parse_instant_option(const std::string& option, const std::string& text);

}  // namespace lapse::adapters::cli
