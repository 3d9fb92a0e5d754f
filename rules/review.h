// What a policy that could be carried out should not be put in force with: a sentence that says something
// else than its rule, a state that nobody can leave, a warning that nobody can read, a limit that limits
// nothing.
//
// Reading a policy for a run does not ask this: a check that is new in a later version must not stop the
// warnings of a policy that is in force.
#pragma once

#include "rules/diagnostic_findings.h"
#include "rules/model.h"
#include "rules/yaml.h"

namespace lapse::rules {

// `root` is the text that `policy` was read from. What was wrong in the text is empty in `policy` and not
// reported a second time.
void review(const Policy& policy, const Node& root, Findings& findings);

}  // namespace lapse::rules
