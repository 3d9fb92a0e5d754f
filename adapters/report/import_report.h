// What an import did, source by source, for people and for machines.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/import.h"
#include "schedules/zone.h"

namespace lapse::adapters::report {

struct ImportedSource {
  std::string source;
  std::string file;                            // empty: none was found
  std::optional<engine::ImportReport> report;  // nullopt: nothing of it was used
  std::string problem;                         // why nothing was used
  std::string rejects;                         // file with the rejected rows; empty: there are none
  bool changes_only = false;                   // what did not change since was not read
  std::optional<schedules::Instant> unchanged_since = {};  // nothing was used because all of it was, then
};

std::string import_text(const std::vector<ImportedSource>& sources, const schedules::Zone& zone, bool colour);
std::string import_json(const std::vector<ImportedSource>& sources);

}  // namespace lapse::adapters::report
