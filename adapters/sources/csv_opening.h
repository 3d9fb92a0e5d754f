// How a CSV file is written, told from its first line: byte order mark and separator.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace lapse::adapters::sources {

struct CsvOpening {
  std::size_t mark_bytes = 0;  // a UTF-8 byte order mark to skip
  char separator = ',';        // or `;` or a tab: whichever the first line has most of
};

// `start` is the beginning of the file `name`: 64 KiB, or all of it. SourceError when it is empty, UTF-16, or
// its first line is too long, not UTF-8, has NUL bytes or ends with a lone CR.
CsvOpening inspect_opening(std::string_view start, const std::string& name);

}  // namespace lapse::adapters::sources
