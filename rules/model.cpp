#include "rules/model.h"

#include <algorithm>
#include <cassert>

namespace lapse::rules {
namespace {

template <typename Named>
const Named* find_named(const std::vector<Named>& all, std::string_view name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Named& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

const State* Policy::state(std::string_view wanted) const {
  return find_named(states, wanted);
}
const Rule* Policy::rule(std::string_view wanted) const {
  return find_named(rules, wanted);
}
const Event* Policy::event(std::string_view wanted) const {
  return find_named(events, wanted);
}

std::vector<const Rule*> Policy::before(const Rule& later) const {
  std::vector<const Rule*> earlier;
  for (const Rule& rule : rules) {
    if (std::find(rule.before.begin(), rule.before.end(), later.name) != rule.before.end())
      earlier.push_back(&rule);
  }
  return earlier;
}

const std::string& Policy::team_of(std::string_view route_value) const {
  assert(!routes.empty() && routes.back().value.empty());
  const auto found = std::find_if(routes.begin(), routes.end(),
                                  [&](const Route& route) { return route.value == route_value; });
  return found == routes.end() ? routes.back().team : found->team;
}

std::vector<EffectName> Policy::effects() const {
  std::vector<EffectName> all;
  const auto add = [&all](const std::vector<EffectName>& some) {
    for (const auto& effect : some) {
      if (find_named(all, effect.name) == nullptr) all.push_back(effect);
    }
  };
  for (const auto& event : events) add(event.effects);
  for (const auto& rule : rules) add(rule.effects);
  return all;
}

}  // namespace lapse::rules
