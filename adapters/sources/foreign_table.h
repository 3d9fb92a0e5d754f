// A table of a foreign database as a table of texts. How it is read is somebody else's: see ForeignRead.
//
// Instants may also be written as databases write them: 2026-01-05 10:00:00.123456+00, and seconds since
// 1970. Where there is no offset, the source's zone counts, as in files.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "adapters/sources/row_source.h"
#include "adapters/sources/source_spec.h"

namespace lapse::adapters::sources {

struct ForeignRead {
  using Texts = std::vector<std::string>;
  std::string name;  // for messages
  Texts names;       // of all columns
  // Hands out the rows, with the values of the columns that it is given.
  std::function<void(const Texts& columns, const std::function<void(const Texts&)>& take)> each;
};

class ForeignTable : public RowSource {
 public:
  // REQUIRES a source without a format of files. It has to outlive the table.
  ForeignTable(const SourceSpec& source, ForeignRead read);

  std::string name() const override { return read_.name; }
  std::string place() const override { return read_.name; }
  std::string_view what() const override { return "table"; }
  const std::vector<std::string>& names() const override { return read_.names; }
  void each(const Take& take) override;  // lines are numbered from 1, as they come

 private:
  std::vector<std::size_t> wanted() const;

  const SourceSpec& source_;
  ForeignRead read_;
};

// The text as RFC 3339 where it is an instant as databases write it, else as it is.
std::string instant_of_database(const std::string& text);

}  // namespace lapse::adapters::sources
