// Whether the journal is whole, for people and for machines.
#pragma once

#include <string>

#include "engine/verify.h"

namespace lapse::adapters::report {

std::string verify_text(const engine::Verification& result, bool colour);
std::string verify_json(const engine::Verification& result);

}  // namespace lapse::adapters::report
