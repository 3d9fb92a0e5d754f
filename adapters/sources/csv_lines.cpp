#include "adapters/sources/csv_lines.h"

#include <cerrno>

namespace lapse::adapters::sources {
CsvLines::CsvLines(const std::filesystem::path& file)
    : name_(file.string()), file_(open_source_file(file, "a CSV file")), block_(kBlockBytes) {
  fill();
}

bool CsvLines::fill() {
  block_offset_ += static_cast<std::int64_t>(end_);
  at_ = 0;
  end_ = std::fread(block_.data(), 1, block_.size(), file_.get());
  if (std::ferror(file_.get()) != 0) fail_to_read(name_, errno);
  return end_ > 0;
}

std::optional<CsvLines::Piece> CsvLines::next() {
  if (at_ == end_ && !fill()) return std::nullopt;
  if (begins_line_) ++line_;
  const std::string_view rest = ahead();
  const std::size_t feed = rest.find('\n');
  begins_line_ = feed != std::string_view::npos;
  const std::string_view bytes = rest.substr(0, begins_line_ ? feed + 1 : rest.size());
  at_ += bytes.size();
  return Piece{bytes, begins_line_};
}

void CsvLines::go_back(const Place& place) {
  line_ = place.lines_before;
  begins_line_ = true;
  if (place.offset >= block_offset_) {
    at_ = static_cast<std::size_t>(place.offset - block_offset_);
    return;
  }
  if (fseeko(file_.get(), place.offset, SEEK_SET) != 0) fail_to_read(name_, errno);
  block_offset_ = place.offset;
  at_ = end_ = 0;
}

}  // namespace lapse::adapters::sources
