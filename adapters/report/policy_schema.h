// The JSON Schema of a policy, for editors: keys, words and phrases, each with what it means. Draft 7, which
// editors and Debian's python3-jsonschema read.
//
// Words come from the vocabulary of rules/. What the schema accepts may still be wrong, because it does not
// see what has to fit together: `lapse check` does. What it refuses, `lapse check` refuses too.
#pragma once

#include "adapters/report/json.h"

namespace lapse::adapters::report {

Json policy_schema();

}  // namespace lapse::adapters::report
