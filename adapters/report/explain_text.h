// `explain`: why an account is what it is, told to the person who asked (E27). Texts of the feeds are made
// printable.
#pragma once

#include <string>

#include "engine/explain.h"

namespace lapse::adapters::report {

std::string explain_text(const engine::Explanation& answer, const rules::Policy& policy, bool colour);

}  // namespace lapse::adapters::report
