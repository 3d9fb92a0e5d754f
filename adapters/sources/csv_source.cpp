#include "adapters/sources/csv_source.h"

#include <fmt/format.h>

#include <utility>

#include "adapters/sources/csv_header.h"
#include "adapters/sources/csv_instant.h"
#include "adapters/sources/csv_lines.h"
#include "adapters/sources/csv_opening.h"
#include "adapters/sources/csv_record.h"
#include "adapters/sources/csv_rows.h"

namespace lapse::adapters::sources {
namespace {

using engine::SourceError;

// Days without logins, people without shared mailboxes and times without holds happen.
bool may_be_without_rows(Feed feed) {
  return feed != Feed::accounts && feed != Feed::organisations;
}

CsvRows open_rows(const std::filesystem::path& file) {
  CsvLines lines{file};
  const CsvOpening opening = inspect_opening(lines.ahead(), lines.name());
  lines.skip(opening.mark_bytes);
  return CsvRows{std::move(lines), opening.separator};
}

CsvHeader read_header(const CsvSource& source, CsvRows& rows) {
  CsvRow row;
  if (!rows.next(row)) throw SourceError(rows.name() + ": has only blank lines; export it again");
  if (!row.broken.empty()) {
    throw SourceError(fmt::format("{}:{}: the header cannot be read: {}", rows.name(), row.line, row.broken));
  }
  return CsvHeader{source, row, rows.name()};
}

}  // namespace

std::int64_t read_csv(const CsvSource& source, const std::filesystem::path& file, schedules::Instant as_of,
                      engine::Intake& intake) {
  const InstantReader instants{source, as_of};
  CsvRows rows = open_rows(file);
  const CsvHeader header = read_header(source, rows);
  CsvRecords records{source.feed, header, instants, intake};
  std::int64_t count = 0;
  for (CsvRow row; rows.next(row); ++count) {
    if (row.unterminated && row.width < header.width()) {
      throw SourceError(
          fmt::format("{}:{}: the file ends in the middle of a row: export it again", rows.name(), row.line));
    }
    records.read(row);
  }
  if (count == 0 && !may_be_without_rows(source.feed)) {
    throw SourceError(rows.name() + ": has a header and no rows; export it again");
  }
  return count;
}

}  // namespace lapse::adapters::sources
