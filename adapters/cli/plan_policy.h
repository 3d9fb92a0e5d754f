// `plan --policy FILE`: what that edition would do tonight beside the one in force, printed. Adopts nothing.
#pragma once

#include <string>

#include "adapters/cli/exit_code.h"
#include "adapters/cli/wiring.h"

namespace lapse::adapters::cli {

// REQUIRES a session with a configuration and a rulebook. Takes the lease while it looks. Refusal.
ExitCode answer_comparison(Session& session, const std::string& policy, schedules::Instant as_of);

}  // namespace lapse::adapters::cli
