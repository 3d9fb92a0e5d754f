// One character of UTF-8 text at a time: what it is and how many bytes it takes.
#pragma once

#include <cstddef>
#include <string_view>

namespace lapse::rules {

struct Character {
  char32_t code = 0;
  std::size_t length = 1;  // bytes; 1 when the bytes are no UTF-8
  bool valid = false;
};

// REQUIRES at < text.size(). Overlong forms, surrogates and anything over U+10FFFF are not valid.
inline Character character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(at);
  if (lead < 0x80) return {lead, 1, true};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() - at < length) return {};
  char32_t code = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80U) return {};
    code = (code << 6U) | (byte(at + i) & 0x3FU);
  }
  const char32_t least = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80;
  if (code < least || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
  return {code, length, true};
}

inline bool is_control(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0);
}

// Characters that break lines or turn the direction of writing: invisible in an editor, so nobody means them.
inline bool is_deceptive(char32_t code) {
  return code == 0x85 || code == 0x2028 || code == 0x2029 || code == 0x200E || code == 0x200F ||
         code == 0x61C || (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace lapse::rules
