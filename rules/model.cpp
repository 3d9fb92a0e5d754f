#include "rules/model.h"

#include <algorithm>
#include <cassert>
#include <functional>

#include "rules/vocabulary.h"

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

std::vector<int> all_steps(const std::vector<Ladder>& ladders) {
  std::vector<int> steps;
  for (const Ladder& ladder : ladders)
    steps.insert(steps.end(), ladder.days_before.begin(), ladder.days_before.end());
  std::sort(steps.begin(), steps.end(), std::greater<>());
  steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
  return steps;
}

std::string in_words(const Condition& condition) {
  const std::string start =
      std::string(to_string(condition.field)) + (condition.negated ? " is not " : " is ");
  switch (condition.asks) {
    case Condition::Asks::missing:
      return start + "missing";
    case Condition::Asks::before:
      return start + "before " + schedules::to_string(condition.day);
    case Condition::Asks::after:
      return start + "after " + schedules::to_string(condition.day);
    case Condition::Asks::value:
      break;
  }
  std::string text = start;
  for (std::size_t i = 0; i < condition.values.size(); ++i) {
    if (i > 0) text += i + 1 < condition.values.size() ? ", " : " or ";
    text += condition.values[i];
  }
  return text;
}

}  // namespace lapse::rules
