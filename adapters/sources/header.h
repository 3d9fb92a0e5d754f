// Where a source has the columns of its feed.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sources/columns.h"
#include "adapters/sources/source_spec.h"

namespace lapse::adapters::sources {

class Header {
 public:
  // SourceError when a mandatory or mapped column is missing, a column stands twice, `map` names a column
  // that the feed does not have, or a column looks like a missing one misspelt. Other columns are left alone.
  // `place` of the names begins each message; `what` they are the names of is a "file".
  Header(const SourceSpec& source, const std::vector<std::string>& names, const std::string& place,
         std::string_view what);

  std::size_t width() const { return names_.size(); }
  const std::vector<std::string>& names() const { return names_; }  // as the source writes them
  std::string_view canonical(std::size_t column) const { return columns_[column].name; }
  // Which field of a row is `column` (a place in columns_of); nullopt where the source does not have it.
  std::optional<std::size_t> field(std::size_t column) const { return fields_[column]; }

 private:
  void find_fields(const SourceSpec& source);
  void refuse_misspelt(const SourceSpec& source, const std::string& place) const;
  void refuse_missing(const SourceSpec& source, const std::string& place, std::string_view what) const;

  std::span<const Column> columns_;
  std::vector<std::string> names_;
  std::vector<std::optional<std::size_t>> fields_;
};

}  // namespace lapse::adapters::sources
