// The rows of a CSV file, one at a time, each with the line it begins on.
//
// A row whose quoting is broken does not take its neighbours along: it is handed out as broken, and reading
// goes on at the line after its first. Blank lines are no rows.
#pragma once

#include <csv.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/sources/csv_lines.h"
#include "adapters/sources/row_source.h"

namespace lapse::adapters::sources {

// `wrong` is what is wrong with its quotes; `width` then counts the fields before. Of fields over kFields the
// number is known and no more. `text` is without the last line end.
struct CsvRow : Row {
  std::optional<std::size_t> too_long;  // the first field over kFieldBytes, kept empty
  bool unterminated = false;            // the last row of a file that does not end with a line end
};

class CsvRows {
 public:
  CsvRows(CsvLines lines, char separator);

  const std::string& name() const { return lines_.name(); }

  // False at the end. SourceError when the file ends inside a quoted field.
  bool next(CsvRow& row);

 private:
  struct Free {
    void operator()(csv_parser* parser) const;
  };
  using Parser = std::unique_ptr<csv_parser, Free>;

  static Parser make_parser(char separator);
  static void on_field(void* bytes, std::size_t size, void* self) noexcept;
  static void on_row(int end, void* self) noexcept;

  void begin(CsvRow& row);
  bool feed(std::string_view bytes);
  void recover(CsvLines::Piece piece);
  bool finish();
  void add_field(std::string_view bytes);
  void add_text(std::string_view bytes);

  CsvLines lines_;
  char separator_;
  Parser parser_;
  CsvRow* row_ = nullptr;  // the one being read
  bool row_closed_ = false;
  bool field_cut_ = false;       // the field being read is too long, its beginning is forgotten
  std::int64_t field_line_ = 0;  // where the field being read begins

  struct FirstLine {
    CsvLines::Place end;
    std::size_t width;
    std::size_t text_bytes;
  };
  std::optional<FirstLine> first_line_;  // of a row that goes on
};

}  // namespace lapse::adapters::sources
