// The checks behind review(), one file per subject.
#pragma once

#include "rules/validate_checks.h"

namespace lapse::rules {

void review_sentences(const Checked& checked);
void review_states(const Checked& checked);
void review_warnings(const Checked& checked);
void review_limits(const Checked& checked);

}  // namespace lapse::rules
