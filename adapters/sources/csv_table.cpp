#include "adapters/sources/csv_table.h"

#include <fmt/format.h>

#include <utility>

#include "adapters/sources/csv_lines.h"
#include "adapters/sources/csv_opening.h"
#include "engine/intake.h"
#include "rules/diagnostic_findings.h"

namespace lapse::adapters::sources {
namespace {

using engine::SourceError;

CsvRows open_rows(const std::filesystem::path& file) {
  CsvLines lines{file};
  const CsvOpening opening = inspect_opening(lines.ahead(), lines.name());
  lines.skip(opening.mark_bytes);
  return CsvRows{std::move(lines), opening.separator};
}

}  // namespace

CsvTable::CsvTable(const std::filesystem::path& file) : rows_(open_rows(file)) {
  read_names();
}

std::string CsvTable::place() const {
  return fmt::format("{}:{}", rows_.name(), header_line_);
}

void CsvTable::read_names() {
  CsvRow row;
  if (!rows_.next(row)) throw SourceError(rows_.name() + ": has only blank lines; export it again");
  header_line_ = row.line;
  if (!row.wrong.empty()) {
    throw SourceError(fmt::format("{}: the header cannot be read: {}", place(), row.wrong));
  }
  if (row.width > Row::kFields || row.too_long) {
    throw SourceError(fmt::format(
        "{}: the header has over {} columns or a very long one; is this a CSV file?", place(), Row::kFields));
  }
  names_.assign(row.fields.begin(), row.fields.begin() + static_cast<std::ptrdiff_t>(row.width));
}

std::string CsvTable::wrong_with_shape(const CsvRow& row) const {
  if (row.width != names_.size()) {
    return fmt::format("{} columns where the header has {}", row.width, names_.size());
  }
  if (row.too_long) {
    return fmt::format("column {} is longer than {} bytes", rules::quote(names_[*row.too_long]),
                       Row::kFieldBytes);
  }
  return {};
}

void CsvTable::each(const Take& take) {
  for (CsvRow row; rows_.next(row);) {
    if (row.unterminated && row.width < names_.size()) {
      throw SourceError(fmt::format("{}:{}: the file ends in the middle of a row: export it again",
                                    rows_.name(), row.line));
    }
    if (row.wrong.empty()) row.wrong = wrong_with_shape(row);
    take(row);
  }
}

}  // namespace lapse::adapters::sources
