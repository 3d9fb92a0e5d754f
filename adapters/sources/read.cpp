#include "adapters/sources/read.h"

#include <optional>

#include "adapters/sources/csv_table.h"
#include "adapters/sources/header.h"
#include "adapters/sources/instants.h"
#include "adapters/sources/records.h"

namespace lapse::adapters::sources {
namespace {

using engine::SourceError;

// Days without logins, people without shared mailboxes and times without holds happen.
bool may_be_without_rows(Feed feed) {
  return feed != Feed::accounts && feed != Feed::organisations;
}

std::int64_t map_rows(const SourceSpec& source, RowSource& rows, const InstantReader& instants,
                      engine::Intake& intake) {
  const Header header{source, rows.names(), rows.place()};
  Records records{source.feed, header, instants, intake};
  std::int64_t count = 0;
  rows.each([&](const Row& row) {
    records.read(row);
    ++count;
  });
  return count;
}

}  // namespace

std::int64_t read_rows(const SourceSpec& source, const std::function<RowSource&()>& open,
                       schedules::Instant as_of, engine::Intake& intake) {
  const InstantReader instants{source, as_of};
  RowSource& rows = open();
  return map_rows(source, rows, instants, intake);
}

std::int64_t read_file(const SourceSpec& source, const std::filesystem::path& file, schedules::Instant as_of,
                       engine::Intake& intake) {
  std::optional<CsvTable> rows;
  const auto open = [&]() -> RowSource& { return rows.emplace(file); };
  const std::int64_t count = read_rows(source, open, as_of, intake);
  if (count == 0 && !may_be_without_rows(source.feed)) {
    throw SourceError(file.string() + ": has a header and no rows; export it again");
  }
  return count;
}

}  // namespace lapse::adapters::sources
