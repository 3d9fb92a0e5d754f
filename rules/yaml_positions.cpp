#include "rules/yaml_positions.h"

#include <algorithm>
#include <string>

#include "rules/diagnostic_findings.h"
#include "rules/utf8.h"

namespace lapse::rules {
namespace {

bool is_line_end(std::string_view text, std::size_t at) {
  return text[at] == '\n' || (text[at] == '\r' && text.substr(at).starts_with("\r\n"));
}

std::string hexadecimal(unsigned value, std::size_t digits) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string result(digits, '0');
  for (auto digit = result.rbegin(); digit != result.rend(); ++digit, value /= 16)
    *digit = kDigits[value % 16];
  return result;
}

std::string complaint_about(std::string_view text, std::size_t at) {
  const Character character = character_at(text, at);
  if (!character.valid) {
    return "byte 0x" + hexadecimal(static_cast<unsigned char>(text[at]), 2) + " is not UTF-8";
  }
  if (character.code == 0) return "a NUL byte is not text";
  if (character.code == '\r') return "a carriage return stands alone, without a line feed";
  return "character U+" + hexadecimal(character.code, 4) + " is invisible and not allowed";
}

}  // namespace

void Positions::walk_to(std::size_t character) {
  if (character < character_) character_ = offset_ = line_start_ = 0, line_ = 1;
  for (; character_ < character && offset_ < text_.size(); ++character_) {
    const bool ends_line = text_[offset_] == '\n';
    offset_ += character_at(text_, offset_).length;
    if (ends_line) line_start_ = offset_, ++line_;
  }
}

Place Positions::place(std::size_t first, std::size_t last) {
  walk_to(first);
  Place result{file_, line_, static_cast<int>(offset_ - line_start_) + 1, 1};
  std::size_t end = offset_;
  for (std::size_t i = first; i < last && end < text_.size() && !is_line_end(text_, end); ++i) {
    end += character_at(text_, end).length;
  }
  result.length = std::max(1, static_cast<int>(end - offset_));
  return result;
}

char Positions::byte_at(std::size_t character) {
  walk_to(character);
  return offset_ < text_.size() ? text_[offset_] : '\0';
}

bool is_clean_text(std::string_view text, const std::string& file, Findings& findings) {
  std::size_t line_start = 0;
  int line = 1;
  for (std::size_t at = 0; at < text.size(); at += character_at(text, at).length) {
    const Character character = character_at(text, at);
    if (text[at] == '\n') line_start = at + 1, ++line;
    if (text[at] == '\t' || is_line_end(text, at)) continue;
    const bool clean = character.valid && !is_control(character.code) && !is_deceptive(character.code) &&
                       character.code != 0xFEFF && (character.code & 0xFFFEU) != 0xFFFEU;
    if (clean) continue;
    findings.add({file, line, static_cast<int>(at - line_start) + 1, 1}, complaint_about(text, at),
                 "save the file as plain UTF-8 text");
    return false;
  }
  return true;
}

}  // namespace lapse::rules
