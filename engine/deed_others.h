// What other accounts say against an event of a person. Internal to deed.cpp.
#pragma once

#include <vector>

#include "engine/deed.h"

namespace lapse::engine {

std::vector<Denial> denials_of_others(const rules::Policy& policy, const rules::Event& event,
                                      const DeedFacts& facts, const Deed& deed);

}  // namespace lapse::engine
