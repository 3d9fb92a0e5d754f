// A policy against the edition that is in force in the database: `lapse check --connect`. Changes nothing.
#pragma once

#include "adapters/cli/config.h"
#include "adapters/cli/problems.h"
#include "engine/ports.h"
#include "engine/rulebook.h"

namespace lapse::adapters::cli {

// Another content under the same number, or an older one, is a problem (policy invalid). A period that gets
// shorter is a warning, with how many accounts come due by it. A database that cannot be read adds nothing:
// that is told by connect.h.
void check_in_force(const Config& config, const engine::Rulebook& book, const engine::Clock& clock,
                    Problems& problems);

}  // namespace lapse::adapters::cli
