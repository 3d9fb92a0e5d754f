// All effects that the configuration knows, by name. Each is made when it is needed first: one that cannot be
// set up waits with its reason, and holds up nothing else.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "adapters/cli/config.h"
#include "engine/ports.h"

namespace lapse::adapters::cli {

// Throws NotifierError, StoreError or Refusal when it cannot be right. Connects to nothing, starts nothing.
std::unique_ptr<engine::Performer> make_performer(const EffectConfig& effect);

class Performers : public engine::Performer {
 public:
  explicit Performers(const Config& config) : config_(config) {}  // which outlives it

  engine::Receipt perform(const engine::Effect& effect) override;

 private:
  engine::Performer* find(const std::string& name);

  const Config& config_;
  std::map<std::string, std::unique_ptr<engine::Performer>> made_;
};

}  // namespace lapse::adapters::cli
