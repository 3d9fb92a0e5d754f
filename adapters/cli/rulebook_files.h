// The policy and its holidays, from the files that the configuration names.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "adapters/cli/config.h"
#include "adapters/cli/problems.h"
#include "engine/rulebook.h"

namespace lapse::adapters::cli {

struct PolicyFile {
  rules::Policy policy;
  std::string text;
};

// What is asked of a policy: that it can be carried out, or that it should be put in force (rules/review.h).
enum class Asked { can_be_carried_out, should_be_put_in_force };

// nullopt with problems (policy invalid) when it is missing, not to be trusted, or cannot be carried out.
std::optional<PolicyFile> load_policy(const std::filesystem::path& file, Asked asked, Problems& problems);

// The holidays that the policy names; none when it names none.
std::optional<schedules::Holidays> load_holidays(const Config& config, const rules::Policy& policy,
                                                 Problems& problems);

// nullopt too, with problems (configuration invalid), when the policy names an effect that is not configured.
std::optional<engine::Rulebook> load_rulebook(const Config& config, Asked asked, Problems& problems);
// As above. Refusal with everything that is wrong.
engine::Rulebook require_rulebook(const Config& config);

}  // namespace lapse::adapters::cli
