// A CSV file as a table: its first row has the names.
//
// Bounds   The file is read in blocks of 64 KiB.
#pragma once

#include <filesystem>

#include "adapters/sources/csv_rows.h"
#include "adapters/sources/row_source.h"

namespace lapse::adapters::sources {

class CsvTable : public RowSource {
 public:
  // SourceError when the file cannot be read, or its header.
  explicit CsvTable(const std::filesystem::path& file);

  std::string name() const override { return rows_.name(); }
  std::string place() const override;
  const std::vector<std::string>& names() const override { return names_; }
  void each(const Take& take) override;

 private:
  void read_names();
  std::string wrong_with_shape(const CsvRow& row) const;

  CsvRows rows_;
  std::vector<std::string> names_;
  std::int64_t header_line_ = 0;
};

}  // namespace lapse::adapters::sources
