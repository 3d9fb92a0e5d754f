#include "engine/effect.h"

#include "engine/digest.h"

namespace lapse::engine {

std::vector<Parameter> parameters_of(const Effect& effect) {
  return {{"account", effect.account},
          {"from", effect.from},
          {"to", effect.to},
          {"rule", effect.rule},
          {"since", schedules::to_string(effect.since)},
          {"key", effect.key},
          {"epoch", effect.epoch},
          {"since_seconds", effect.since.seconds}};
}

std::string text_of(const rules::Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  return std::get<std::string>(value);
}

std::string effect_key(const Effect& effect) {
  Digest digest;
  digest.field("effect").field(effect.account).field(effect.epoch).field(effect.rule).field(effect.name);
  return digest.hex().substr(std::string_view("sha256:").size(), 32);
}

}  // namespace lapse::engine
