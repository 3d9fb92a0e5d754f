#include "rules/validate.h"

#include <algorithm>

#include "rules/validate_checks.h"

namespace lapse::rules {

const State* Checked::state(std::string_view name, const Place& place) const {
  if (name.empty() || states.empty()) return nullptr;
  if (const auto found = states.find(name); found != states.end()) return found->second;
  std::vector<std::string> known;
  for (const State& state : policy.states) known.push_back(state.name);
  findings.add(place, "no state is called " + quote(name), suggest(name, known, "'states' defines"));
  return nullptr;
}

const Place& place_of(const Node& mapping, std::string_view key) {
  const Node* value = mapping.find(key);
  return value != nullptr ? value->place : mapping.place;
}

void check_states(const Checked& checked) {
  const Node* states = checked.root.find("states");
  if (states == nullptr || checked.policy.states.empty()) return;
  for (const Entry& entry : states->entries) {
    const auto found = checked.states.find(entry.key);
    if (found == checked.states.end() || !found->second->final || found->second->destructive) continue;
    checked.findings.add(
        entry.place, "the state " + quote(entry.key) + " is final, but not destructive",
        "nothing leaves a final state and personal data is erased: write 'destructive: yes' too");
  }
  const State& first = checked.policy.states.front();
  if (!first.destructive) return;
  checked.findings.add(states->place, "accounts start in " + quote(first.name) + ", which is destructive",
                       "put the state of a normal account first");
}

void check_calendar(const Checked& checked) {
  const Policy& policy = checked.policy;
  const Node* calendar = checked.root.find("calendar");
  if (calendar == nullptr || calendar->kind != Node::Kind::mapping) return;
  const auto destructive = std::find_if(policy.states.begin(), policy.states.end(),
                                        [](const State& state) { return state.destructive; });
  if (destructive != policy.states.end() && calendar->find("delete") == nullptr) {
    checked.findings.add(
        calendar->place, "the calendar does not say when accounts may become " + quote(destructive->name),
        "write 'delete: Monday to Thursday 10:00 to 16:00, not on or just before a holiday'");
  }
  if (!policy.delete_window || calendar->find("holidays") != nullptr) return;
  if (!policy.delete_window->not_on_holiday && !policy.delete_window->not_before_holiday) return;
  checked.findings.add(place_of(*calendar, "delete"),
                       "the window leaves out holidays, but no calendar names them",
                       "write 'holidays: england-and-wales'");
}

void validate(const Policy& policy, const Node& root, Findings& findings) {
  Checked checked{policy, root, findings, {}};
  for (const State& state : policy.states) checked.states.emplace(state.name, &state);
  check_states(checked);
  check_calendar(checked);
  check_events(checked);
  check_rules(checked);
  check_overlaps(checked);
  check_guards(checked);
}

}  // namespace lapse::rules
