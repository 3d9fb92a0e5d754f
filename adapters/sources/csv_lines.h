// The physical lines of a file, in pieces of bounded size.
//
// Bounds   64 KiB of the file are in memory. A longer line comes in several pieces.
// Errors   SourceError when the file is missing, no regular file, or cannot be read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sources/source_file.h"

namespace lapse::adapters::sources {

class CsvLines {
 public:
  static constexpr std::size_t kBlockBytes = 64 * 1024;

  struct Piece {
    std::string_view bytes;  // with the LF; valid until the next call
    bool ends_line = false;  // false at the end of a block, and of a file without a last LF
  };
  struct Place {
    std::int64_t offset = 0;
    std::int64_t lines_before = 0;
  };

  explicit CsvLines(const std::filesystem::path& file);

  const std::string& name() const { return name_; }
  // What of the current block is still to come; right after opening, the first 64 KiB.
  std::string_view ahead() const { return {block_.data() + at_, end_ - at_}; }
  void skip(std::size_t bytes) { at_ += bytes; }  // REQUIRES at most ahead().size(), no LF among them

  std::optional<Piece> next();
  std::int64_t line() const { return line_; }  // of the last piece, from 1
  // Where the next piece begins; a place to come back to only where that is the beginning of a line.
  Place place() const { return {block_offset_ + static_cast<std::int64_t>(at_), line_}; }
  void go_back(const Place& place);

 private:
  bool fill();

  std::string name_;
  OpenFile file_;
  std::vector<char> block_;
  std::int64_t block_offset_ = 0;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  std::int64_t line_ = 0;
  bool begins_line_ = true;
};

}  // namespace lapse::adapters::sources
