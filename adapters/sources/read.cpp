#include "adapters/sources/read.h"

#include <memory>
#include <optional>

#include "adapters/sources/csv_table.h"
#include "adapters/sources/entra.h"
#include "adapters/sources/header.h"
#include "adapters/sources/instants.h"
#include "adapters/sources/json_table.h"
#include "adapters/sources/records.h"

namespace lapse::adapters::sources {
namespace {

using engine::SourceError;

// Days without logins, people without shared mailboxes and times without holds happen.
bool may_be_without_rows(Feed feed) {
  return feed != Feed::accounts && feed != Feed::organisations;
}

std::unique_ptr<RowSource> open_file(FileKind kind, const std::filesystem::path& file) {
  if (kind == FileKind::json) return std::make_unique<JsonTable>(file);
  return std::make_unique<CsvTable>(file);
}

std::int64_t map_rows(const SourceSpec& source, RowSource& rows, const InstantReader& instants,
                      engine::Intake& intake) {
  const Header header{source, rows.names(), rows.place(), rows.what()};
  Records records{source.feed, header, instants, intake};
  std::int64_t count = 0;
  rows.each([&](const Row& row) {
    records.read(row);
    ++count;
  });
  return count;
}

// `open` is called when the source is known to be configured well.
std::int64_t read_rows(const SourceSpec& source, const std::function<RowSource&()>& open,
                       schedules::Instant as_of, engine::Intake& intake) {
  const InstantReader instants{source, as_of};
  RowSource& rows = open();
  if (rows.names().empty()) return 0;  // JSON without a row says no names either
  if (source.format == Format::plain) return map_rows(source, rows, instants, intake);
  EntraTable entra{source, rows};
  SourceSpec canonical = source;
  canonical.map.clear();
  return map_rows(canonical, entra, instants, intake);
}

}  // namespace

std::int64_t read_file(const SourceSpec& source, const std::filesystem::path& file, schedules::Instant as_of,
                       engine::Intake& intake) {
  std::unique_ptr<RowSource> rows;
  const auto open = [&]() -> RowSource& { return *(rows = open_file(source.kind, file)); };
  const std::int64_t count = read_rows(source, open, as_of, intake);
  if (count == 0 && !may_be_without_rows(source.feed)) {
    const bool csv = source.kind == FileKind::csv;
    throw SourceError(file.string() + (csv ? ": has a header and no rows; export it again"
                                           : ": has no rows; export it again"));
  }
  return count;
}

std::int64_t read_foreign(const SourceSpec& source, const ForeignRead& read, bool changes_only,
                          schedules::Instant as_of, engine::Intake& intake) {
  ForeignTable table{source, read};
  const auto open = [&]() -> RowSource& { return table; };
  const std::int64_t count = read_rows(source, open, as_of, intake);
  if (count == 0 && !changes_only && !may_be_without_rows(source.feed)) {
    throw SourceError(read.name + ": has no rows; see whether the table is the right one");
  }
  return count;
}

}  // namespace lapse::adapters::sources
