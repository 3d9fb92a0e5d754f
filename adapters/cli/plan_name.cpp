#include "adapters/cli/plan_name.h"

#include "adapters/cli/failure.h"
#include "engine/saved_plan.h"
#include "rules/diagnostic_findings.h"

namespace lapse::adapters::cli {

std::int64_t require_plan_name(const std::string& name) {
  if (const auto number = engine::plan_number(name)) return *number;
  throw Refusal(ExitCode::usage,
                rules::quote(name) + " is no name of a saved plan; 'lapse plan --save' gives them, like P12");
}

}  // namespace lapse::adapters::cli
