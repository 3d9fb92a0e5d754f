// Which configuration file is meant, and what it says.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "adapters/cli/config.h"
#include "adapters/cli/problems.h"

namespace lapse::adapters::cli {

// `option`, else $LAPSE_CONFIG, else the first that exists of /etc/lapse/lapse.yaml and ./lapse.yaml. nullopt
// when there is none of them; a file that was named is returned whether it exists or not.
std::optional<std::filesystem::path> find_config(const std::string& option);

// nullopt with a problem when the file is missing, not to be trusted, or wrong.
std::optional<Config> load_config(const std::filesystem::path& file, Problems& problems);

// As above. Refusal (configuration invalid) with everything that is wrong.
Config require_config(const std::string& option);

}  // namespace lapse::adapters::cli
