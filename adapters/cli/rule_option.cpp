#include "adapters/cli/rule_option.h"

#include <vector>

#include "adapters/cli/failure.h"
#include "rules/diagnostic_findings.h"

namespace lapse::adapters::cli {

void require_rule(const rules::Policy& policy, const std::string& name) {
  if (policy.rule(name) != nullptr) return;
  std::vector<std::string> known;
  for (const rules::Rule& rule : policy.rules) known.push_back(rule.name);
  throw Refusal(ExitCode::usage, "the policy has no rule " + rules::quote(name) + "; " +
                                     rules::suggest(name, known, "it has"));
}

}  // namespace lapse::adapters::cli
