#include "adapters/cli/performers.h"

#include <algorithm>

#include "adapters/cli/secret.h"
#include "adapters/notify/command.h"
#include "adapters/notify/webhook.h"
#include "adapters/sql/effect_statement.h"

namespace lapse::adapters::cli {

using Outcome = engine::Receipt::Outcome;

std::unique_ptr<engine::Performer> make_performer(const EffectConfig& effect) {
  if (effect.kind == "command")
    return std::make_unique<notify::Command>(notify::CommandSettings{effect.command, effect.timeout_s});
  const std::string secret = effect.secret.empty() ? "" : read_secret(effect.secret);
  if (effect.kind == "webhook") {
    return std::make_unique<notify::Webhook>(
        notify::WebhookSettings{effect.url, secret, effect.ca_file, effect.timeout_s});
  }
  return std::make_unique<sql::EffectStatement>(
      sql::EffectSettings{effect.database, secret, effect.statement});
}

engine::Performer* Performers::find(const std::string& name) {
  auto& made = made_[name];
  if (made) return made.get();
  const auto configured = std::ranges::find(config_.effects, name, &EffectConfig::name);
  if (configured == config_.effects.end()) return nullptr;
  made = make_performer(*configured);
  return made.get();
}

engine::Receipt Performers::perform(const engine::Effect& effect) {
  try {
    engine::Performer* performer = find(effect.name);
    if (performer != nullptr) return performer->perform(effect);
    return {Outcome::later, "the configuration has no effect '" + effect.name + "'"};
  } catch (const std::exception& error) {
    return {Outcome::later, error.what()};
  }
}

}  // namespace lapse::adapters::cli
