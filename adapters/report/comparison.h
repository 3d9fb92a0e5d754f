// `plan --policy`: what another edition would do tonight beside the one in force, for a manager and for
// machines.
#pragma once

#include <string>

#include "engine/compare.h"

namespace lapse::adapters::report {

std::string comparison_text(const engine::Comparison& comparison, bool colour);
std::string comparison_json(const engine::Comparison& comparison);

}  // namespace lapse::adapters::report
