// The part that the answers of `import` and `run` have in common.
#pragma once

#include <vector>

#include "adapters/report/import_report.h"
#include "adapters/report/json.h"

namespace lapse::adapters::report {

Json imports_json(const std::vector<ImportedSource>& sources);

}  // namespace lapse::adapters::report
