// Deletions that turned out to be wrong, by rule (engine/comeback.h), as every report has them.
#pragma once

#include <string>
#include <vector>

#include "adapters/report/json.h"
#include "engine/comeback.h"

namespace lapse::adapters::report {

std::string false_deletions_text(const std::vector<engine::FalseDeletions>& all);
Json false_deletions_json(const std::vector<engine::FalseDeletions>& all);

}  // namespace lapse::adapters::report
