// The message that tells somebody that a guard stopped a rule, and to whom it goes.
#pragma once

#include <map>
#include <string>

#include "adapters/cli/config.h"
#include "engine/records.h"
#include "rules/model.h"

namespace lapse::adapters::cli {

class AlertTexts {
 public:
  // REQUIRES that the policy outlives it.
  AlertTexts(const Config& config, const rules::Policy& policy)
      : contacts_(config.contacts), domain_(config.notify.domain), policy_(policy) {}

  // The contact of that name in the configuration; else the team that the policy routes `otherwise`.
  std::string address_of(const std::string& name) const;
  // Equal for every attempt.
  engine::Message compose(const engine::Alert& alert) const;

 private:
  std::map<std::string, std::string> contacts_;
  std::string domain_;
  const rules::Policy& policy_;
};

}  // namespace lapse::adapters::cli
