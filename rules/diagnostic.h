// What is wrong with a policy, where, and how to write it instead.
//
// A diagnostic is a value: reading a policy collects all of them and never throws for bad text. Places are
// 1-based lines and columns of bytes in the named file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lapse::rules {

struct Place {
  std::string file;
  int line = 1;
  int column = 1;
  int length = 1;  // of what the caret underlines, within the line
};

struct Diagnostic {
  Place place;
  std::string message;   // "unknown key 'warm'"
  std::string help;      // "did you mean 'warn'?"; may be empty
  bool warning = false;  // worth a thought, and no reason to refuse the policy
};

using Diagnostics = std::vector<Diagnostic>;

// file:line:column: message, the line itself, carets under the place, and the help; every line ends in '\n'.
// `text` is the whole file; without such a line in it, there is no excerpt. Control characters and characters
// that turn the direction of writing are shown as '?', tabs as a blank; long lines are cut around the place.
std::string render(const Diagnostic& diagnostic, std::string_view text);

// The candidate closest to `word` (at most a third of its letters wrong), or empty.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace lapse::rules
