// Collecting what is wrong with a text, in any order, and handing it on in the order of the text.
//
// Bounds  A broken text of megabytes costs no more memory than a small one: after kKept findings only their
//         number grows, and a reader is shown kShown of them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "rules/diagnostic.h"

namespace lapse::rules {

class Findings {
 public:
  static constexpr std::size_t kKept = 10'000;
  static constexpr std::size_t kShown = 100;

  void add(const Place& place, std::string message, std::string help = {});
  void warn(const Place& place, std::string message, std::string help = {});
  bool empty() const { return found_ == 0; }
  bool any_error() const { return errors_ > 0; }

  // Adds the first kShown findings by place, and one that says how many more there are.
  void append_to(Diagnostics& diagnostics) const;

 private:
  void keep(Diagnostic finding);

  std::vector<Diagnostic> kept_;
  std::size_t found_ = 0;
  std::size_t errors_ = 0;
};

// The text in single quotes, shortened when it is long: for messages.
std::string quote(std::string_view text);

// "did you mean 'warn'?", or "<otherwise>: a, b, c" when nothing known is near.
std::string suggest(std::string_view word, const std::vector<std::string>& known, std::string_view otherwise);

// "12:5", where else to look; with the name of the file when it is not the one of `here`.
std::string line_and_column(const Place& place, const Place& here);

}  // namespace lapse::rules
