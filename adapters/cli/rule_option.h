// A rule that a person names on the command line.
#pragma once

#include <string>

#include "rules/model.h"

namespace lapse::adapters::cli {

// Refusal (usage), with those there are, when the policy has no such rule.
void require_rule(const rules::Policy& policy, const std::string& name);

}  // namespace lapse::adapters::cli
