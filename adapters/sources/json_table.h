// A JSON file as a table: its names are all that any row has, in the order in which they appear.
//
// The file is read twice, first for the names: a file that cannot be trusted is refused before its first row.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include "adapters/sources/row_source.h"

namespace lapse::adapters::sources {

class JsonTable : public RowSource {
 public:
  // SourceError as of json_walk.h, and when the rows have more than Row::kFields names.
  explicit JsonTable(const std::filesystem::path& file);

  std::string name() const override { return file_.string(); }
  std::string place() const override { return file_.string(); }
  const std::vector<std::string>& names() const override { return names_; }
  void each(const Take& take) override;

 private:
  std::filesystem::path file_;
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::size_t> places_;  // in names_
};

}  // namespace lapse::adapters::sources
