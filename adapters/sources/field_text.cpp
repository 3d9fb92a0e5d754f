#include "adapters/sources/field_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "rules/utf8.h"

namespace lapse::adapters::sources {
namespace {

constexpr std::size_t kIdBytes = 128;
constexpr std::size_t kEmailBytes = 254;

// Printable ASCII without the space.
bool is_graphic(char c) {
  return c > ' ' && c < '\x7F';
}

}  // namespace

std::optional<unsigned char> invalid_byte_in(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const rules::Character character = rules::character_at(text, at);
    if (!character.valid) return static_cast<unsigned char>(text[at]);
    at += character.length;
  }
  return std::nullopt;
}

std::optional<char32_t> control_in(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const rules::Character character = rules::character_at(text, at);
    if (rules::is_control(character.code)) return character.code;
    at += character.length;
  }
  return std::nullopt;
}

std::string wrong_with_id(std::string_view text) {
  if (text.empty()) return "is empty";
  if (text.size() > kIdBytes) return fmt::format("is longer than {} bytes", kIdBytes);
  if (!std::all_of(text.begin(), text.end(), is_graphic))
    return "may only have printable ASCII without spaces";
  return {};
}

std::string wrong_with_email(std::string_view text) {
  if (text.empty()) return "is empty";
  if (text.size() > kEmailBytes) return fmt::format("is longer than {} bytes", kEmailBytes);
  if (!std::all_of(text.begin(), text.end(), is_graphic))
    return "may only have printable ASCII without spaces";
  const std::size_t at = text.find('@');
  if (at == 0 || at == std::string_view::npos || at + 1 == text.size() || at != text.rfind('@')) {
    return "needs exactly one @ with something on both sides";
  }
  return {};
}

std::string without_line_ends(std::string_view text) {
  std::string result;
  bool in_line_end = false;
  for (const char c : text) {
    const bool line_end = c == '\n' || c == '\r';
    if (!line_end) result += c;
    if (line_end && !in_line_end) result += ' ';
    in_line_end = line_end;
  }
  return result;
}

void append_csv(std::string& out, std::string_view field) {
  if (field.find_first_of(",;\t\"\r\n") == std::string_view::npos) {
    out += field;
    return;
  }
  out += '"';
  for (const char c : field) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace lapse::adapters::sources
