// What is wrong with a policy whose every sentence is well-formed: names that nobody defined, promises that
// do not fit together, rules that could both act on one account, deletions that nothing limits.
#pragma once

#include "rules/diagnostic_findings.h"
#include "rules/model.h"
#include "rules/yaml.h"

namespace lapse::rules {

// `root` is the text that `policy` was read from: it knows the places. What was wrong in the text is empty in
// `policy` and not reported a second time.
void validate(const Policy& policy, const Node& root, Findings& findings);

}  // namespace lapse::rules
