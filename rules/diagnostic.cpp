#include "rules/diagnostic.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "rules/utf8.h"

namespace lapse::rules {
namespace {

constexpr std::size_t kShownCharacters = 100;
constexpr std::size_t kCutBeyondColumn = 80;
constexpr std::size_t kKeptBeforeCaret = 60;

// One character as a terminal may safely show it, always one column wide for plain text.
std::string shown(std::string_view text, std::size_t at) {
  const Character character = character_at(text, at);
  if (character.code == '\t' && character.valid) return " ";
  if (!character.valid || is_control(character.code) || is_deceptive(character.code)) return "?";
  return std::string(text.substr(at, character.length));
}

std::string harmless(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); at += character_at(text, at).length) result += shown(text, at);
  return result;
}

// The line without its end; nothing when the text has no such line.
std::string_view line_of(std::string_view text, int line) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  for (int i = 1; i < line; ++i) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  std::string_view result = text.substr(0, text.find('\n'));
  if (result.ends_with('\r')) result.remove_suffix(1);
  return result;
}

std::size_t steps_back(std::string_view line, std::size_t from, std::size_t characters) {
  while (from > 0 && characters > 0) {
    --from;
    if ((static_cast<unsigned char>(line[from]) & 0xC0U) != 0x80U) --characters;
  }
  return from;
}

struct Excerpt {
  std::string line;
  std::string carets;
};

Excerpt excerpt_around(std::string_view line, const Place& place) {
  const std::size_t caret = std::min(static_cast<std::size_t>(std::max(place.column, 1)) - 1, line.size());
  const std::size_t caret_end = caret + static_cast<std::size_t>(std::max(place.length, 1));
  std::size_t at = caret > kCutBeyondColumn ? steps_back(line, caret, kKeptBeforeCaret) : 0;
  Excerpt result;
  if (at > 0) result.line = result.carets = "...";
  std::fill(result.carets.begin(), result.carets.end(), ' ');
  for (std::size_t i = 0; i < kShownCharacters && at < line.size(); ++i) {
    result.line += shown(line, at);
    if (at < caret_end) result.carets += at < caret ? ' ' : '^';
    at += character_at(line, at).length;
  }
  if (at < line.size()) result.line += "...";
  if (!result.carets.ends_with('^')) result.carets += '^';  // the place is the end of the line
  return result;
}

// Letters to add, drop, change or swap with their neighbour to get from one word to the other.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + change});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

std::string render(const Diagnostic& diagnostic, std::string_view text) {
  const Place& place = diagnostic.place;
  const std::string number = std::to_string(place.line);
  std::string result =
      harmless(place.file + ":" + number + ":" + std::to_string(place.column) + ": " + diagnostic.message);
  result += '\n';
  if (const std::string_view line = line_of(text, place.line); !line.empty()) {
    const Excerpt excerpt = excerpt_around(line, place);
    result += "  " + number + " | " + excerpt.line + '\n';
    result += "  " + std::string(number.size(), ' ') + " | " + excerpt.carets + '\n';
  }
  if (!diagnostic.help.empty()) result += "  help: " + harmless(diagnostic.help) + '\n';
  return result;
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  std::string result;
  std::size_t least_wrong = word.size() / 3 + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t difference =
        std::max(word.size(), candidate.size()) - std::min(word.size(), candidate.size());
    if (difference >= least_wrong) continue;  // also spares comparing very long words
    const std::size_t wrong = edit_distance(word, candidate);
    if (wrong >= least_wrong) continue;
    least_wrong = wrong;
    result = candidate;
  }
  return result;
}

}  // namespace lapse::rules
