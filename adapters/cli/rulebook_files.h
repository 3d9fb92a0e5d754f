// The policy and its holidays, from the files that the configuration names.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "adapters/cli/config.h"
#include "adapters/cli/problems.h"
#include "engine/rulebook.h"
#include "rules/policy_files.h"

namespace lapse::adapters::cli {

struct PolicyRead {
  rules::Policy policy;
  std::string text;                      // of all files, as it is kept and hashed
  std::vector<rules::PolicyFile> files;  // by their paths

  // Of the file that a place names, for the excerpt.
  const std::string& text_of(const rules::Place& place) const;
};

// From one file, or from all *.yaml files of a folder, in the order of their names. nullopt with problems
// (policy invalid) when one is missing, not to be trusted, or wrong.
std::optional<PolicyRead> load_policy(const std::filesystem::path& path, Problems& problems);

// The holidays that the policy names; none when it names none.
std::optional<schedules::Holidays> load_holidays(const Config& config, const rules::Policy& policy,
                                                 Problems& problems);

// nullopt too, with problems (configuration invalid), when the policy names an effect that is not configured.
std::optional<engine::Rulebook> load_rulebook(const Config& config, Problems& problems);
// As above. Refusal with everything that is wrong.
engine::Rulebook require_rulebook(const Config& config);

}  // namespace lapse::adapters::cli
