// A source that is a table of another database.
//
// With a watermark only the rows are read that changed since the last import, and all of them again after
// `full` days, and whenever the source or the edition is another than then: only so it is seen who is gone.
#pragma once

#include "adapters/cli/wiring.h"
#include "adapters/report/import_report.h"

namespace lapse::adapters::cli {

// Throws as engine::import_feed, and SourceError when the other database cannot be read.
void import_foreign(Session& session, engine::Hands& hands, schedules::Instant as_of,
                    const SourceConfig& config, report::ImportedSource& told);

}  // namespace lapse::adapters::cli
