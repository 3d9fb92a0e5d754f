#include "rules/diagnostic_findings.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "rules/utf8.h"

namespace lapse::rules {
namespace {

constexpr std::size_t kQuotedBytes = 60;
constexpr std::size_t kListedWords = 16;

bool comes_before(const Diagnostic& a, const Diagnostic& b) {
  return std::tie(a.place.file, a.place.line, a.place.column) <
         std::tie(b.place.file, b.place.line, b.place.column);
}

}  // namespace

void Findings::add(const Place& place, std::string message, std::string help) {
  ++errors_;
  keep({place, std::move(message), std::move(help), false});
}

void Findings::warn(const Place& place, std::string message, std::string help) {
  keep({place, std::move(message), std::move(help), true});
}

void Findings::keep(Diagnostic finding) {
  ++found_;
  if (kept_.size() < kKept) kept_.push_back(std::move(finding));
}

void Findings::append_to(Diagnostics& diagnostics) const {
  std::vector<Diagnostic> sorted = kept_;
  std::stable_sort(sorted.begin(), sorted.end(), comes_before);
  const std::size_t shown = std::min(sorted.size(), kShown);
  diagnostics.insert(diagnostics.end(), sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(shown));
  if (shown == found_) return;
  diagnostics.push_back({sorted[shown].place,
                         "from here on, " + std::to_string(found_ - shown) + " more problems are not shown",
                         "mend the first ones and check again", !any_error()});
}

std::string quote(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && end < kQuotedBytes) end += character_at(text, end).length;
  return "'" + std::string(text.substr(0, end)) + (end < text.size() ? "...'" : "'");
}

std::string suggest(std::string_view word, const std::vector<std::string>& known,
                    std::string_view otherwise) {
  if (const std::string near = nearest(word, known); !near.empty())
    return "did you mean " + quote(near) + "?";
  std::string result = std::string(otherwise) + ":";
  for (std::size_t i = 0; i < known.size() && i < kListedWords; ++i) {
    result += (i == 0 ? " " : ", ") + known[i];
  }
  return known.size() > kListedWords ? result + ", ..." : result;
}

std::string line_and_column(const Place& place, const Place& here) {
  return (place.file == here.file ? "" : place.file + ":") + std::to_string(place.line) + ":" +
         std::to_string(place.column);
}

}  // namespace lapse::rules
