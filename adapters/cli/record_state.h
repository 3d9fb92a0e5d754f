// What a command that only reads can say of the record of purges (engine/purge_record.h).
#pragma once

#include <optional>
#include <string>

#include "adapters/cli/config.h"
#include "engine/store.h"

namespace lapse::adapters::cli {

// What a person has to see to, also that the record or its key cannot be read; nullopt: nothing.
std::optional<std::string> record_problem(const Config& config, const engine::Store& store);

}  // namespace lapse::adapters::cli
