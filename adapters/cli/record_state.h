// What a command that only reads can say of the record of purges (engine/purge_record.h).
#pragma once

#include <optional>
#include <string>

#include "adapters/cli/config.h"
#include "engine/store.h"

namespace lapse::adapters::cli {

struct RecordState {
  std::optional<bool> agrees = true;  // also where there is no record; nullopt: it was not looked at
  std::string says;                   // what a person has to see to, or why it was not looked at; else empty

  bool disagrees() const { return agrees && !*agrees; }
};

// Not looked at: whoever asks may not read the record, or has not its key.
RecordState record_state(const Config& config, const engine::Store& store, schedules::Instant now);

}  // namespace lapse::adapters::cli
