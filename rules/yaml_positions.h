// Where a character of the text stands, in lines and columns of bytes: libyaml counts characters, not bytes.
//
// Asking in the order of the text costs one walk through it in all; asking for an earlier character starts
// over.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "rules/diagnostic.h"

namespace lapse::rules {

class Findings;

class Positions {
 public:
  Positions(std::string_view text, std::string file) : text_(text), file_(std::move(file)) {}

  // The place of characters `first` up to, not including, `last`, cut at the end of the line.
  Place place(std::size_t first, std::size_t last);
  // The byte at a character, '\0' at the end of the text.
  char byte_at(std::size_t character);

 private:
  void walk_to(std::size_t character);

  std::string_view text_;
  std::string file_;
  std::size_t character_ = 0;
  std::size_t offset_ = 0;
  std::size_t line_start_ = 0;
  int line_ = 1;
};

// Adds no finding and gives true when all bytes are text: UTF-8 without control characters other than tabs
// and line ends, and without characters that deceive the eye.
bool is_clean_text(std::string_view text, const std::string& file, Findings& findings);

}  // namespace lapse::rules
