#include "adapters/cli/find_config.h"

#include <cstdlib>

#include "adapters/cli/failure.h"
#include "adapters/cli/trusted_file.h"

namespace lapse::adapters::cli {

std::optional<std::filesystem::path> find_config(const std::string& option) {
  if (!option.empty()) return option;
  const char* variable = std::getenv("LAPSE_CONFIG");
  if (variable != nullptr && *variable != '\0') return variable;
  for (const char* place : {"/etc/lapse/lapse.yaml", "lapse.yaml"}) {
    std::error_code ignored;
    if (std::filesystem::exists(place, ignored)) return place;
  }
  return std::nullopt;
}

std::optional<Config> load_config(const std::filesystem::path& file, Problems& problems) {
  const auto text = read_trusted(file, Readers::anybody, ExitCode::configuration_invalid, problems);
  if (!text) return std::nullopt;
  rules::Diagnostics diagnostics;
  auto config = read_config(*text, file, diagnostics);
  problems.add(diagnostics, *text, ExitCode::configuration_invalid);
  return config;
}

Config require_config(const std::string& option) {
  const auto file = find_config(option);
  if (!file) {
    throw Refusal(
        ExitCode::configuration_invalid,
        "no configuration: neither --config, $LAPSE_CONFIG, /etc/lapse/lapse.yaml nor ./lapse.yaml; "
        "'lapse init --sample DIR' writes one to start from");
  }
  Problems problems;
  auto config = load_config(*file, problems);
  problems.refuse_errors();
  return std::move(*config);
}

}  // namespace lapse::adapters::cli
