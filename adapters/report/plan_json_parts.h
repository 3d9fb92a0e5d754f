// The parts that the answers of `plan` and `run` have in common.
#pragma once

#include "adapters/report/json.h"
#include "engine/plan.h"

namespace lapse::adapters::report {

Json policy_json(const engine::Plan& plan);
Json guards_json(const engine::Plan& plan);
Json stopped_json(const engine::Plan& plan);
Json obstacles_json(const engine::Plan& plan);

}  // namespace lapse::adapters::report
