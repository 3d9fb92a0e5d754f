// The rows of a source as records.
//
// Order    An Intake is called once per row, in the order of the source; a row is either a record or a
//          Reject. A row of a sign-in export that knows no sign-in is passed over.
// Bounds, errors  As of RowSource.
#pragma once

#include <cstdint>
#include <filesystem>

#include "adapters/sources/foreign_table.h"
#include "adapters/sources/source_spec.h"
#include "engine/intake.h"
#include "schedules/instant.h"

namespace lapse::adapters::sources {

// Hands every row of `file` to `intake`. Instants more than 24 hours after `as_of` are rejected. Returns the
// number of rows, the rejected ones included, the header not. SourceError for accounts or organisations
// without a row.
std::int64_t read_file(const SourceSpec& source, const std::filesystem::path& file, schedules::Instant as_of,
                       engine::Intake& intake);

// The same for a table of a foreign database, of which the changes alone may be none.
std::int64_t read_foreign(const SourceSpec& source, const ForeignRead& read, bool changes_only,
                          schedules::Instant as_of, engine::Intake& intake);

}  // namespace lapse::adapters::sources
