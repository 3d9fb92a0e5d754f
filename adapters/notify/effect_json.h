// An effect as a program on the other side reads it: one JSON object with the parameters by name, and
// `effect`.
#pragma once

#include <optional>
#include <string>

#include "engine/effect.h"

namespace lapse::adapters::notify {

// nullopt when a text is no UTF-8: mended, it could name another account.
std::optional<std::string> effect_json(const engine::Effect& effect);

}  // namespace lapse::adapters::notify
