// `explain --json`; JSON.md says which keys.
#pragma once

#include <string>

#include "engine/explain.h"

namespace lapse::adapters::report {

std::string explain_json(const engine::Explanation& answer, const rules::Policy& policy);

}  // namespace lapse::adapters::report
