// The section "Next 30 days" of a plan: a column per week, and more weeks in a column when they are many.
#pragma once

#include <string>

#include "adapters/report/text.h"
#include "engine/forecast.h"
#include "rules/model.h"

namespace lapse::adapters::report {

std::string forecast_text(const engine::Forecast& forecast, const rules::Policy& policy, const Paint& paint);

}  // namespace lapse::adapters::report
