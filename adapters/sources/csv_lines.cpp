#include "adapters/sources/csv_lines.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "engine/intake.h"

namespace lapse::adapters::sources {
namespace {

namespace fs = std::filesystem;
using engine::SourceError;

[[noreturn]] void fail_to_read(const std::string& name, int reason) {
  throw SourceError(fmt::format("{}: cannot be read ({}); check the file and who may read it", name,
                                std::generic_category().message(reason)));
}

// Before opening: a FIFO would wait for its writer, a folder would open and then fail.
void require_regular_file(const fs::path& file) {
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (status.type() == fs::file_type::not_found) {
    throw SourceError(file.string() + ": does not exist; export it, or correct `file`");
  }
  if (error) fail_to_read(file.string(), error.value());
  if (status.type() == fs::file_type::directory) {
    throw SourceError(file.string() + ": is a folder; `file` names a CSV file");
  }
  if (status.type() != fs::file_type::regular) {
    throw SourceError(file.string() + ": is no regular file; `file` names a CSV file");
  }
}

}  // namespace

CsvLines::CsvLines(const fs::path& file) : name_(file.string()), block_(kBlockBytes) {
  require_regular_file(file);
  file_.reset(std::fopen(file.c_str(), "rb"));
  if (!file_) fail_to_read(name_, errno);
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
