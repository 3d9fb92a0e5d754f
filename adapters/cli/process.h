// One invocation, from argv to the exit code.
#pragma once

#include <string>
#include <vector>

namespace lapse::adapters::cli {

// `words` are argv without the program. Never throws.
int run_process(const std::vector<std::string>& words, const std::string& version);

}  // namespace lapse::adapters::cli
