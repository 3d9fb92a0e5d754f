// Where messages go and how they may look there.
#pragma once

#include <cstdio>

namespace lapse::adapters::log {

struct Destination {
  std::FILE* stream = stderr;
  bool terminal = false;  // a person watches: progress may be drawn
  bool journal = false;   // systemd reads: lines begin with <N>
  bool colour = false;
};

// Looks at the stream, $JOURNAL_STREAM and $NO_COLOR.
Destination standard_error();

}  // namespace lapse::adapters::log
