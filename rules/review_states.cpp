// Ways through the states: one leads into each, and a person can lead an account out of each.
#include <algorithm>
#include <set>

#include "rules/review_checks.h"

namespace lapse::rules {
namespace {

bool starts_in(const Event& event, std::string_view state) {
  return std::find(event.from.begin(), event.from.end(), state) != event.from.end();
}

std::set<std::string_view> reached(const Policy& policy) {
  std::set<std::string_view> found{policy.states.front().name};
  for (bool grew = true; grew;) {
    const std::size_t before = found.size();
    for (const Rule& rule : policy.rules) {
      if (found.contains(rule.from)) found.insert(rule.to);
    }
    for (const Event& event : policy.events) {
      const bool can_happen = std::any_of(event.from.begin(), event.from.end(),
                                          [&](const std::string& from) { return found.contains(from); });
      if (can_happen) found.insert(event.to);
    }
    grew = found.size() > before;
  }
  return found;
}

bool person_can_leave(const Policy& policy, std::string_view state) {
  return std::any_of(policy.events.begin(), policy.events.end(),
                     [&](const Event& event) { return starts_in(event, state) && event.to != state; });
}

// A rule or an event that was not understood may be the way that seems to be missing.
bool all_ways_are_known(const Policy& policy) {
  const auto known = [](const auto& way) { return !way.from.empty() && !way.to.empty(); };
  return std::all_of(policy.rules.begin(), policy.rules.end(), known) &&
         std::all_of(policy.events.begin(), policy.events.end(), known);
}

}  // namespace

void review_states(const Checked& checked) {
  const Policy& policy = checked.policy;
  const Node* states = checked.root.find("states");
  if (states == nullptr || policy.states.empty() || !all_ways_are_known(policy)) return;
  const auto reachable = reached(policy);
  for (const Entry& entry : states->entries) {
    const auto found = checked.states.find(entry.key);
    if (found == checked.states.end()) continue;
    const State& state = *found->second;
    if (!reachable.contains(state.name)) {
      checked.findings.add(entry.place, "nothing leads to the state " + quote(state.name),
                           "write a rule or an event that leads there, or leave the state out");
    }
    const bool starts_here = &state == &policy.states.front();
    if (state.final || starts_here || person_can_leave(policy, state.name)) continue;
    checked.findings.add(entry.place, "no person can bring an account out of " + quote(state.name),
                         "write an event that starts there, such as 'restore: { from: " + state.name +
                             ", to: " + policy.states.front().name + " }'");
  }
}

}  // namespace lapse::rules
