// A file of policy tests, read: README.md of this folder has the language.
//
// Errors  Everything wrong is a diagnostic, all at once, in the order of the text; nullopt exactly when there
//         is one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/model.h"
#include "rules/policy_test.h"

namespace lapse::rules {

// The policy that the tests are of, as the file names it: it is read before the tests can be.
std::optional<std::string> policy_of_tests(std::string_view text, const std::string& file,
                                           Diagnostics& diagnostics);

std::optional<std::vector<PolicyTest>> parse_policy_tests(std::string_view text, const std::string& file,
                                                          const Policy& policy, Diagnostics& diagnostics);

}  // namespace lapse::rules
