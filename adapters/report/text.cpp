#include "adapters/report/text.h"

#include "rules/utf8.h"

namespace lapse::adapters::report {
namespace {

constexpr std::string_view kCut = "...";

// Where the character after `count` characters begins.
std::size_t offset_of(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; count > 0 && at < text.size(); --count) at += rules::character_at(text, at).length;
  return at;
}

}  // namespace

std::string printable(std::string_view untrusted) {
  std::string text;
  text.reserve(untrusted.size());
  for (std::size_t at = 0; at < untrusted.size();) {
    const auto character = rules::character_at(untrusted, at);
    const bool shown =
        character.valid && !rules::is_control(character.code) && !rules::is_deceptive(character.code);
    text += shown ? untrusted.substr(at, character.length) : "?";
    at += character.length;
  }
  return text;
}

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size(); ++width) at += rules::character_at(text, at).length;
  return width;
}

std::string left(std::string_view text, std::size_t width) {
  const std::size_t has = width_of(text);
  if (has <= width) return std::string(text) + std::string(width - has, ' ');
  return std::string(text.substr(0, offset_of(text, width - kCut.size()))) + std::string(kCut);
}

std::string right(std::string_view text, std::size_t width) {
  const std::size_t has = width_of(text);
  return std::string(has < width ? width - has : 0, ' ') + std::string(text);
}

std::string paragraph(std::string_view first, std::string_view text) {
  std::string lines(first);
  const std::size_t indent = width_of(first);
  std::size_t column = indent;
  while (!text.empty()) {
    const auto word = text.substr(0, text.find(' '));
    text.remove_prefix(word.size() < text.size() ? word.size() + 1 : word.size());
    const std::size_t blank = column > indent ? 1 : 0;
    if (blank == 1 && column + blank + width_of(word) > kColumns) {
      lines += "\n" + std::string(indent, ' ');
      column = indent;
    } else if (blank == 1) {
      lines += ' ';
      ++column;
    }
    lines += word;
    column += width_of(word);
  }
  return lines;
}

std::string Paint::in(std::string_view code, std::string_view text) const {
  if (!colour_) return std::string(text);
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

}  // namespace lapse::adapters::report
