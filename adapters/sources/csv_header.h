// The columns a feed may have, and where a file has them.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sources/csv_rows.h"
#include "adapters/sources/csv_source.h"

namespace lapse::adapters::sources {

struct Column {
  std::string_view name;
  bool mandatory = false;  // a file without it is refused
};

// Places in columns_of(feed).
namespace account_column {
enum Place : std::size_t {
  id,
  email,
  display_name,
  kind,
  organisation,
  organisation_type,
  administered_by,
  personal_email,
  mobile,
  created_at,
  last_login_at,
  state,
  state_since
};
}
namespace login_column {
enum Place : std::size_t { id, last_login_at };
}
namespace organisation_column {
enum Place : std::size_t { code, type, name, town, mailbox };
}
namespace membership_column {
enum Place : std::size_t { mailbox, account, role };
}
namespace hold_column {
enum Place : std::size_t { account, hold, by, reason, from, until };
}

std::span<const Column> columns_of(Feed feed);

class CsvHeader {
 public:
  // SourceError when a mandatory or mapped column is missing, a column stands twice, `map` names a column
  // that the feed does not have, or a column looks like a missing one misspelt. Other columns are left alone.
  CsvHeader(const CsvSource& source, const CsvRow& row, const std::string& file);

  std::size_t width() const { return names_.size(); }
  const std::vector<std::string>& names() const { return names_; }  // as the file writes them
  std::string_view canonical(std::size_t column) const { return columns_[column].name; }
  // Which field of a row is `column` (a place in columns_of); nullopt where the file does not have it.
  std::optional<std::size_t> field(std::size_t column) const { return fields_[column]; }

 private:
  void find_fields(const CsvSource& source);
  void refuse_misspelt(const CsvSource& source, const std::string& place) const;
  void refuse_missing(const CsvSource& source, const std::string& place) const;

  std::span<const Column> columns_;
  std::vector<std::string> names_;
  std::vector<std::optional<std::size_t>> fields_;
};

}  // namespace lapse::adapters::sources
