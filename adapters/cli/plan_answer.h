// What a run would do at an instant, printed. Writes nothing (INV18) but, asked to save it, the plan itself.
#pragma once

#include "adapters/cli/exit_code.h"
#include "adapters/cli/wiring.h"
#include "engine/work.h"

namespace lapse::adapters::cli {

// REQUIRES a session with a store. Stopped by a guard when one would stop something.
ExitCode answer_plan(Session& session, schedules::Instant as_of, const engine::Scope& scope);

// The same, and keeps the plan under a name by which people approve and apply it.
ExitCode save_plan(Session& session, schedules::Instant as_of, const engine::Scope& scope);

// What applying a saved plan would do; `all`: with the accounts that would drop out. ApplyRefused,
// PassRefused, RecordRefused or RecordError, as applying it would be.
ExitCode preview_plan(Session& session, std::int64_t number, schedules::Instant as_of, bool all);

}  // namespace lapse::adapters::cli
