// The answer of `lapse check --timeline --json`; JSON.md names its keys.
#pragma once

#include "adapters/report/json.h"
#include "rules/timeline.h"

namespace lapse::adapters::report {

Json timeline_json(const rules::Timeline& timeline);

}  // namespace lapse::adapters::report
