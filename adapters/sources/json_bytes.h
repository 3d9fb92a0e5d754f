// The bytes of a JSON file one after the other, and the place that was reached.
//
// Bounds   64 KiB of the file are in memory.
// Errors   SourceError when the file is missing, no regular file, empty, UTF-16, cannot be read, or has more
//          than a MiB between two marks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sources/source_file.h"

namespace lapse::adapters::sources {

class JsonBytes {
 public:
  static constexpr std::size_t kBetweenMarks = 1024 * 1024;

  // What a parser reads through. All iterators of one file stand at the same place.
  class Iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    explicit Iterator(JsonBytes* bytes) : bytes_(bytes) {}
    reference operator*() const { return bytes_->block_[bytes_->at_]; }
    Iterator& operator++() {
      bytes_->advance();
      return *this;
    }
    // The end has no bytes.
    bool operator==(const Iterator& end) const { return end.bytes_ == nullptr && bytes_->at_end(); }

   private:
    JsonBytes* bytes_;
  };

  explicit JsonBytes(const std::filesystem::path& file);

  bool at_end() const { return at_ == end_; }
  void skip_blanks();
  Iterator begin() { return Iterator{this}; }
  Iterator end() const { return Iterator{nullptr}; }

  const std::string& name() const { return name_; }
  std::int64_t line() const { return line_; }  // of the next byte, from 1
  void mark();                                 // right after the byte with which a row begins or ends
  std::string_view since_mark();  // and that byte; valid until the next call, at most Row::kTextBytes

 private:
  void advance() {
    if (block_[at_] == '\n') ++line_;
    if (++at_ == end_) fill();
  }
  void fill();
  void keep();

  std::string name_;
  OpenFile file_;
  std::vector<char> block_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  std::int64_t line_ = 1;
  char last_of_block_ = '\0';
  std::string kept_;           // since the mark, of earlier blocks
  std::size_t kept_from_ = 0;  // where what follows it begins
  std::size_t blocks_bytes_ = 0;
};

}  // namespace lapse::adapters::sources
