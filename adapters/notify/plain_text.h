// Untrusted text on its way into a message: feeds say what they like, a message has one meaning per line.
//
// Pure functions, no errors: whatever cannot be shown is replaced.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lapse::adapters::notify {

struct Character {
  char32_t code = 0;       // U+FFFD when the bytes are no UTF-8
  std::size_t length = 1;  // in bytes; 1 when the bytes are no UTF-8
  bool valid = false;
};

// The character that `text`, which is not empty, begins with.
Character first_character(std::string_view text);

bool is_utf8(std::string_view text);
bool is_ascii(std::string_view text);

inline constexpr std::size_t kMaxValueBytes = 256;

// A value as it may appear in the middle of a line: line breaks, other control characters and characters that
// turn the writing direction become spaces, broken UTF-8 becomes U+FFFD, spaces at both ends go, and what is
// longer than kMaxValueBytes is cut between two characters and ends in "...".
std::string one_line(std::string_view untrusted);

}  // namespace lapse::adapters::notify
