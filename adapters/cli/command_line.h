// argv against the table of commands.
#pragma once

#include <string>
#include <vector>

#include "adapters/cli/commands.h"

namespace lapse::adapters::cli {

struct CommandLine {
  const Command* command = nullptr;  // nullptr: none was named, and help or version is asked for
  Arguments arguments;               // the common options among them
};

// `words` are argv without the program. Options may stand before and after the command. Refusal (usage) with
// a suggestion for whatever is not in the table; no abbreviations are guessed.
CommandLine parse_command_line(const std::vector<std::string>& words);

}  // namespace lapse::adapters::cli
