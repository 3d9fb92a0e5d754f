// What one night did: imports, the pass, and the notices handed on. For people and for machines.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/report/import_report.h"
#include "engine/comeback.h"
#include "engine/deliver.h"
#include "engine/pass.h"
#include "rules/model.h"

namespace lapse::adapters::report {

struct RunReport {
  std::vector<ImportedSource> imports;
  engine::PassResult pass;
  std::optional<engine::Delivery> delivery;                  // nullopt: the night did not come so far
  std::optional<engine::Delivery> effects;                   // the same
  std::optional<engine::Delivery> alerts;                    // the same
  std::vector<engine::FalseDeletions> false_deletions = {};  // of the last year
  bool names_dropped = false;  // of a saved plan that was applied: who dropped out, by name
};

std::string run_text(const RunReport& report, const rules::Policy& policy, bool colour);
std::string run_json(const RunReport& report);

// `effects` in words only where there were any.
std::string delivery_text(const engine::Delivery& notices, const engine::Delivery& effects, bool colour);
std::string delivery_json(const engine::Delivery& notices, const engine::Delivery& effects);

}  // namespace lapse::adapters::report
