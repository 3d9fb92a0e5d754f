// A plan as a person reads it: what happens tonight, what the guards say, what comes, what needs attention.
//
// At most kColumns wide, ends in a newline. Texts of the feeds are made printable.
#pragma once

#include <string>
#include <vector>

#include "engine/comeback.h"
#include "engine/forecast.h"
#include "engine/plan.h"
#include "rules/model.h"

namespace lapse::adapters::report {

std::string plan_text(const engine::Plan& plan, const engine::Forecast& forecast,
                      const std::vector<std::string>& attention,
                      const std::vector<engine::FalseDeletions>& wrong, const rules::Policy& policy,
                      bool colour);

}  // namespace lapse::adapters::report
