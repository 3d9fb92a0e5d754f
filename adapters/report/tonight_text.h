// The section "Tonight" of a plan: moves and warnings by rule and organisation type.
#pragma once

#include <string>

#include "adapters/report/text.h"
#include "engine/plan.h"
#include "rules/model.h"

namespace lapse::adapters::report {

std::string tonight_text(const engine::Tally& tally, const rules::Policy& policy, const Paint& paint);

}  // namespace lapse::adapters::report
