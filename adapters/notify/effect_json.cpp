#include "adapters/notify/effect_json.h"

#include <nlohmann/json.hpp>

#include "adapters/notify/plain_text.h"

namespace lapse::adapters::notify {

std::optional<std::string> effect_json(const engine::Effect& effect) {
  nlohmann::ordered_json json{{"effect", effect.name}};
  for (const auto& parameter : engine::parameters_of(effect)) {
    if (const auto* number = std::get_if<std::int64_t>(&parameter.value)) {
      json[std::string(parameter.name)] = *number;
      continue;
    }
    const auto& text = std::get<std::string>(parameter.value);
    if (!is_utf8(text)) return std::nullopt;
    json[std::string(parameter.name)] = text;
  }
  return json.dump();
}

}  // namespace lapse::adapters::notify
