// One source's rows, from wherever they come, into the accounts.
#pragma once

#include <functional>

#include "adapters/cli/wiring.h"
#include "adapters/report/import_report.h"

namespace lapse::adapters::cli {

// What the store knows of the source; nullopt before its first import.
std::optional<engine::Feed> known_feed(const engine::Store& store, const std::string& name);

// As engine::import_feed; rejected rows are kept in a file, also those of an import that a guard refuses.
void import_rows(Session& session, engine::Hands& hands, schedules::Instant as_of,
                 const engine::Source& source, const std::function<void(engine::Intake&)>& fill,
                 report::ImportedSource& told);

}  // namespace lapse::adapters::cli
