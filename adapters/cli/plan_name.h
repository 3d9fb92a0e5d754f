// The name of a saved plan on the command line: P12.
#pragma once

#include <cstdint>
#include <string>

namespace lapse::adapters::cli {

// Refusal (usage) when it is none.
std::int64_t require_plan_name(const std::string& name);

}  // namespace lapse::adapters::cli
