// A length of time on the command line.
#pragma once

#include <cstdint>
#include <string>

namespace lapse::adapters::cli {

// "90s", "10m" or "2h" in seconds, 0 when empty. Refusal (usage) for anything else, and for more than a day.
std::int64_t parse_duration_option(const std::string& option, const std::string& text);

}  // namespace lapse::adapters::cli
