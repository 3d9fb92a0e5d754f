// A complete trial in a directory: configuration, policy, holidays and a made-up population.
#pragma once

#include <filesystem>
#include <string>

#include "schedules/instant.h"

namespace lapse::adapters::cli {

inline constexpr schedules::Instant kTrialBegins{1767571200};  // 2026-01-05T00:00:00Z, a Monday

// Refusal when the directory has anything in it or cannot be written. The configuration file.
std::filesystem::path write_trial(const std::filesystem::path& directory);

// What to type next.
std::string trial_guide(const std::filesystem::path& config_file);

}  // namespace lapse::adapters::cli
