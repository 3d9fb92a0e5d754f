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

// What is asked of a policy: that it can be carried out, or that it should be put in force (rules/review.h).
enum class Asked { can_be_carried_out, should_be_put_in_force };

// From one file, or from all *.yaml files of a folder but *.test.yaml, in the order of their names. nullopt
// with problems (policy invalid) when one is missing, not to be trusted, or cannot be carried out.
std::optional<PolicyRead> load_policy(const std::filesystem::path& path, Asked asked, Problems& problems);

// The holidays that the policy names; none when it names none.
std::optional<schedules::Holidays> load_holidays(const Config& config, const rules::Policy& policy,
                                                 Problems& problems);

// nullopt too, with problems (configuration invalid), when the policy names an effect that is not configured.
std::optional<engine::Rulebook> load_rulebook(const Config& config, Asked asked, Problems& problems);
// The file of the policy that a place names, as it was read: for excerpts.
std::string text_of(const engine::Rulebook& book, const rules::Place& place);
// As load_rulebook. Refusal with everything that is wrong.
engine::Rulebook require_rulebook(const Config& config);

}  // namespace lapse::adapters::cli
