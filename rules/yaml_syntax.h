// What the YAML reader's complaints mean, in words that help.
#pragma once

#include <string>
#include <string_view>

namespace lapse::rules {

struct SyntaxProblem {
  std::string message;
  std::string help;
  bool at_opening = false;  // the place to show is where the broken piece begins, not where reading stopped
};

// Where libyaml gave up: its own two sentences and what the text has there.
struct Stop {
  std::string_view problem;
  std::string_view context;
  char byte = '\0';             // where reading stopped, '\0' at the end of the text
  bool on_opening_line = true;  // the broken piece begins on the same line
};

SyntaxProblem explain_syntax(const Stop& stop);

}  // namespace lapse::rules
