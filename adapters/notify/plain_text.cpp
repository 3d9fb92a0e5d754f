#include "adapters/notify/plain_text.h"

#include <algorithm>

namespace lapse::adapters::notify {
namespace {

constexpr Character kBroken{U'\uFFFD', 1, false};
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::string_view kCut = "...";

bool is_control(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029;
}

// A name could otherwise show its letters, and those after it, in another order than they are stored.
bool turns_direction(char32_t code) {
  return code == 0x061C || code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069);
}

bool is_overlong_or_impossible(char32_t code, std::size_t length) {
  return (length == 3 && code < 0x800) || (length == 4 && code < 0x10000) || code > 0x10FFFF ||
         (code >= 0xD800 && code <= 0xDFFF);
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return std::string{text.substr(first, text.find_last_not_of(' ') - first + 1)};
}

}  // namespace

Character first_character(std::string_view text) {
  const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  if (lead < 0xC2 || lead > 0xF4) return kBroken;
  const std::size_t length = lead >= 0xF0 ? 4U : lead >= 0xE0 ? 3U : 2U;
  if (text.size() < length) return kBroken;
  char32_t code = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return kBroken;
    code = (code << 6U) | (byte(i) & 0x3FU);
  }
  if (is_overlong_or_impossible(code, length)) return kBroken;
  return {code, length, true};
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const Character character = first_character(text);
    if (!character.valid) return false;
    text.remove_prefix(character.length);
  }
  return true;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string one_line(std::string_view untrusted) {
  std::string line;
  while (!untrusted.empty()) {
    const Character character = first_character(untrusted);
    std::string_view shown = untrusted.substr(0, character.length);
    if (!character.valid) shown = kReplacement;
    if (is_control(character.code) || turns_direction(character.code)) shown = " ";
    if (line.size() + shown.size() > kMaxValueBytes) return trimmed(line) + std::string{kCut};
    line += shown;
    untrusted.remove_prefix(character.length);
  }
  return trimmed(line);
}

}  // namespace lapse::adapters::notify
