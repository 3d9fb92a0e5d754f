// What is wrong with the files of the operator, collected so that all of it is said at once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "adapters/cli/exit_code.h"
#include "rules/diagnostic.h"

namespace lapse::adapters::cli {

struct Problem {
  rules::Diagnostic diagnostic;
  std::string rendered;  // with the excerpt of the file
  ExitCode code = ExitCode::configuration_invalid;
  bool warning = false;
};

class Problems {
 public:
  // `text` is the whole file that the diagnostics are about, for the excerpt. What is only a warning stays
  // one.
  void add(const rules::Diagnostics& diagnostics, std::string_view text, ExitCode code);
  void add(const rules::Diagnostic& diagnostic, std::string_view text, ExitCode code);
  void warn(const rules::Diagnostic& diagnostic, std::string_view text);

  // File by file, in the order in which they were read, and by place in each.
  void sort_by_place();

  const std::vector<Problem>& all() const { return all_; }
  bool any_error() const;
  // The configuration's code when it has an error, else the policy's; done without errors.
  ExitCode code() const;
  std::string rendered() const;

  // Throws a Refusal with everything found when there is an error.
  void refuse_errors() const;

 private:
  std::vector<Problem> all_;
};

}  // namespace lapse::adapters::cli
