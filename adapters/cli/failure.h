// How a command ends that cannot go on: a sentence for stderr and an exit code.
//
// This is the one place that turns the errors of the engine and its adapters into exit codes.
#pragma once

#include <exception>
#include <stdexcept>
#include <string>

#include "adapters/cli/exit_code.h"

namespace lapse::adapters::cli {

// Thrown by commands and what they are made of. The message may have several lines.
class Refusal : public std::runtime_error {
 public:
  Refusal(ExitCode code, const std::string& message) : std::runtime_error(message), code_(code) {}
  ExitCode code() const { return code_; }

 private:
  ExitCode code_;
};

struct Failure {
  ExitCode code = ExitCode::failed;
  std::string message;
};

Failure failure_of(const std::exception_ptr& error);

}  // namespace lapse::adapters::cli
