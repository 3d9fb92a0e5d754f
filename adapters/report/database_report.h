// The database that the engine works on, for people and for machines: `database` of lapse status and check.
#pragma once

#include <string>

#include "adapters/report/json.h"
#include "engine/inspection.h"

namespace lapse::adapters::report {

Json database_json(const engine::Inspection& database);

// Product and version, place, role: in one line.
std::string database_line(const engine::Inspection& database);
// That line with the size, replicas and concerns; tables and indexes too when `all`.
std::string database_text(const engine::Inspection& database, bool all);

std::string bytes_in_words(std::int64_t bytes);  // "512 bytes", "1.5 MB": powers of 1024

}  // namespace lapse::adapters::report
