// What `lapse help` and `lapse COMMAND --help` print.
#pragma once

#include <string>

#include "adapters/cli/commands.h"

namespace lapse::adapters::cli {

std::string help();
std::string help(const Command& command);

}  // namespace lapse::adapters::cli
