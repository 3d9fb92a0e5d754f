#include "adapters/sources/csv_opening.h"

#include <algorithm>

#include "adapters/sources/csv_lines.h"
#include "adapters/sources/field_text.h"
#include "adapters/sources/source_file.h"
#include "engine/intake.h"
#include "rules/utf8.h"

namespace lapse::adapters::sources {
namespace {

using engine::SourceError;

std::string_view first_line(std::string_view start, const std::string& name) {
  const std::size_t first = std::min(start.find_first_not_of(" \r\n"), start.size());
  start.remove_prefix(first);
  const std::size_t end = start.find('\n');
  if (end == std::string_view::npos && first + start.size() >= CsvLines::kBlockBytes) {
    throw SourceError(name + ":1: the first line is longer than 64 KiB; is this a CSV file?");
  }
  return start.substr(0, end);
}

void require_readable(std::string_view line, const std::string& name) {
  if (line.find('\0') != std::string_view::npos) {
    throw SourceError(name + ":1: the header has NUL bytes; save the file as UTF-8 text");
  }
  if (invalid_byte_in(line)) {
    throw SourceError(name + ":1: the header is not UTF-8; save the file as UTF-8");
  }
  const std::size_t cr = line.find('\r');
  if (cr != std::string_view::npos && cr + 1 != line.size()) {
    throw SourceError(name + ":1: lines end with a lone CR; save the file with LF or CRLF line ends");
  }
}

char separator_of(std::string_view line) {
  std::size_t most = 0;
  char result = ',';
  for (const char candidate : {',', ';', '\t'}) {
    bool quoted = false;
    std::size_t count = 0;
    for (const char c : line) {
      if (c == '"') quoted = !quoted;
      if (c == candidate && !quoted) ++count;
    }
    if (count > most) result = candidate;
    most = std::max(most, count);
  }
  return result;
}

}  // namespace

CsvOpening inspect_opening(std::string_view start, const std::string& name) {
  if (start.empty()) throw SourceError(name + ": is empty; export it again");
  if (is_utf16(start)) throw SourceError(name + ": is UTF-16; save it as UTF-8");
  CsvOpening opening;
  if (start.starts_with(rules::kByteOrderMark)) opening.mark_bytes = rules::kByteOrderMark.size();
  const std::string_view line = first_line(start.substr(opening.mark_bytes), name);
  require_readable(line, name);
  opening.separator = separator_of(line);
  return opening;
}

}  // namespace lapse::adapters::sources
