#include "adapters/sources/csv_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <utility>

#include "engine/intake.h"

namespace lapse::adapters::sources {
namespace {

using engine::SourceError;

int is_line_end(unsigned char c) {
  return c == '\n' ? 1 : 0;
}

// A CR before the LF is trimmed like a space; one inside a field stays and is found there.
int is_space(unsigned char c) {
  return c == ' ' || c == '\t' || c == '\r' ? 1 : 0;
}

}  // namespace

void CsvRows::Free::operator()(csv_parser* parser) const {
  csv_free(parser);
  delete parser;
}

CsvRows::Parser CsvRows::make_parser(char separator) {
  auto made = std::make_unique<csv_parser>();
  if (csv_init(made.get(), CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0) throw std::bad_alloc{};
  csv_set_delim(made.get(), static_cast<unsigned char>(separator));
  csv_set_term_func(made.get(), is_line_end);
  csv_set_space_func(made.get(), is_space);
  csv_set_blk_size(made.get(), CsvLines::kBlockBytes);
  return Parser{made.release()};
}

CsvRows::CsvRows(CsvLines lines, char separator)
    : lines_(std::move(lines)), separator_(separator), parser_(make_parser(separator)) {}

void CsvRows::on_field(void* bytes, std::size_t size, void* self) noexcept {
  static_cast<CsvRows*>(self)->add_field({static_cast<const char*>(bytes), size});
}

void CsvRows::on_row(int /*end*/, void* self) noexcept {
  static_cast<CsvRows*>(self)->row_closed_ = true;
}

void CsvRows::add_field(std::string_view bytes) {
  if (field_cut_ || bytes.size() > CsvRow::kFieldBytes) {
    if (!row_->too_long) row_->too_long = row_->width;
    bytes = {};
  }
  if (row_->width < CsvRow::kFields) {
    if (row_->fields.size() <= row_->width) row_->fields.emplace_back();
    row_->fields[row_->width].assign(bytes);
  }
  ++row_->width;
  field_cut_ = false;
  field_line_ = lines_.line();
}

void CsvRows::add_text(std::string_view bytes) {
  row_->text += bytes.substr(0, CsvRow::kTextBytes - row_->text.size());
}

void CsvRows::begin(CsvRow& row) {
  row_ = &row;
  row.width = 0;
  row.too_long.reset();
  row.wrong.clear();
  row.text.clear();
  row.unterminated = false;
  row.line = field_line_ = lines_.line() + 1;
  row_closed_ = field_cut_ = false;
  first_line_.reset();
}

// False when the quoting is broken.
bool CsvRows::feed(std::string_view bytes) {
  const std::size_t taken = csv_parse(parser_.get(), bytes.data(), bytes.size(), on_field, on_row, this);
  if (taken != bytes.size()) {
    if (csv_error(parser_.get()) == CSV_EPARSE) return false;
    throw std::bad_alloc{};
  }
  // The parser would keep a field of any size. At the field's end it takes back its trailing spaces and its
  // closing quote, so that much has to stay; and a field may be long for its spaces alone.
  if (parser_->entry_pos > 2 * CsvRow::kFieldBytes) {
    parser_->spaces = std::min<std::size_t>(parser_->spaces, 1);
    parser_->entry_pos = parser_->spaces + 1;
    field_cut_ = true;
  }
  return true;
}

void CsvRows::recover(CsvLines::Piece piece) {
  parser_ = make_parser(separator_);
  if (!first_line_) {
    row_->wrong = "a quote (\") stands inside a field; write it twice, in a field that is quoted itself";
    while (!piece.ends_line) {
      const auto more = lines_.next();
      if (!more) return;
      piece = *more;
    }
    return;
  }
  row_->wrong = "a quoted field begins here and is not closed";
  row_->width = first_line_->width;
  row_->text.resize(first_line_->text_bytes);
  // No line is read a third time: those that went by inside the quotes have paired quotes of their own, so
  // none of them can open a field that runs on.
  lines_.go_back(first_line_->end);
}

// The file is over; whether it ends with a row.
bool CsvRows::finish() {
  if (row_->text.empty()) return false;
  if (csv_fini(parser_.get(), on_field, on_row, this) != 0) {
    throw SourceError(
        fmt::format("{}:{}: the file ends inside a quoted field that begins on this line: it is cut "
                    "off, or the quote is not closed; export it again",
                    name(), field_line_));
  }
  row_->unterminated = true;
  return row_closed_;
}

bool CsvRows::next(CsvRow& row) {
  begin(row);
  while (const auto piece = lines_.next()) {
    add_text(piece->bytes);
    if (!feed(piece->bytes)) {
      recover(*piece);
      break;
    }
    if (row_closed_ && row.width > 0) break;
    if (row_closed_) {
      begin(row);  // after a blank line
    } else if (piece->ends_line && !first_line_) {
      first_line_ = FirstLine{lines_.place(), row.width, row.text.size()};
    }
  }
  if (row.wrong.empty() && !row_closed_ && !finish()) return false;
  while (row.text.ends_with('\n') || row.text.ends_with('\r')) row.text.pop_back();
  return true;
}

}  // namespace lapse::adapters::sources
