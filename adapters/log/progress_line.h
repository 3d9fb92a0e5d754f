// One line on a terminal that is drawn over itself: "carry out 15,000 of 75,000 (20 %)".
#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

namespace lapse::adapters::log {

class ProgressLine {
 public:
  explicit ProgressLine(std::FILE* terminal) : terminal_(terminal) {}  // nullptr: nothing is drawn
  ~ProgressLine() { clear(); }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  // Drawn only when it would look different. `all` may be 0: not known.
  void show(std::string_view what, std::int64_t done, std::int64_t all);
  void clear();

 private:
  std::FILE* terminal_;
  std::string shown_;
};

std::string progress_text(std::string_view what, std::int64_t done, std::int64_t all);

}  // namespace lapse::adapters::log
