// Effects as commands: a program of this machine, started without a shell.
//
// Told      its arguments, with `{account}` and the other parameters filled in; LAPSE_ACCOUNT, LAPSE_FROM,
// ... in an
//           environment that has else PATH and LANG only; effect_json on its standard input.
// Outcome   Exit code 0 is done, 75 (and any other) try again, with the first line that it wrote on standard
// error.
//           Killed, by its time limit or otherwise: perhaps done, try again.
// Safe      A value that could be read as an option, or cannot be an argument, is refused for good.
// Errors    The constructor throws NotifierError for a command that cannot be right.
// Threads   One at a time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/ports.h"

namespace lapse::adapters::notify {

struct CommandSettings {
  std::vector<std::string> words;  // the first is an absolute path
  int timeout_s = 30;
};

// What is wrong with one word of a command, `first` or another, as it is written; nullopt for nothing.
std::optional<std::string> command_word_problem(const std::string& word, bool first);

class Command : public engine::Performer {
 public:
  explicit Command(CommandSettings settings);

  engine::Receipt perform(const engine::Effect& effect) override;

 private:
  CommandSettings settings_;
};

}  // namespace lapse::adapters::notify
