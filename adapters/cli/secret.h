// A secret, fetched from where the configuration says that it is.
//
// Never printed: neither a Refusal nor a log line holds it.
#pragma once

#include <string>

#include "adapters/cli/config.h"

namespace lapse::adapters::cli {

// Without a last line end. Refusal (configuration invalid) when it is missing, empty, or others can read it.
std::string read_secret(const SecretPlace& place);

}  // namespace lapse::adapters::cli
