#include <algorithm>

#include "rules/parse_mapping.h"
#include "rules/parse_sections.h"
#include "rules/validate_checks.h"

namespace lapse::rules {
namespace {

constexpr int kHoursPerDay = 24;

void check_from(const Checked& checked, const Node& node) {
  const Node* from = node.find("from");
  if (from == nullptr) return;
  for (const Node& item : items_of(*from)) {
    const State* state = checked.state(item.scalar, item.place);
    if (state == nullptr || !state->final) continue;
    checked.findings.add(item.place, quote(state->name) + " is final: nothing leaves it",
                         "take it out of 'from'");
  }
}

// The earliest end of a state: before it, no rule takes an account away from there.
int days_kept(const Rule& rule) {
  int days = 0;
  for (const After& after : rule.after) {
    if (after.anchor == Anchor::in_state) days = std::max(days, after.days);
  }
  return days;
}

void check_outlasting(const Checked& checked, int hours, std::string_view state, const Place& place) {
  for (const Rule& rule : checked.policy.rules) {
    if (rule.from != state || rule.after.empty()) continue;
    const int days = days_kept(rule);
    if (hours <= static_cast<std::int64_t>(days) * kHoursPerDay) continue;
    checked.findings.add(
        place,
        std::to_string(hours) + " hours outlast " + quote(state) + ", which the rule " + quote(rule.name) +
            " may end after " + std::to_string(days) + " days",
        days > 0 ? "write at most " + quote(std::to_string(static_cast<std::int64_t>(days) * kHoursPerDay) +
                                            " hours in " + std::string(state))
                 : "let the rule count 'days in " + std::string(state) + "'");
  }
}

void check_within(const Checked& checked, const Event& event, const Node& node) {
  if (!event.within) return;
  const Node& within = *node.find("within");
  const std::string_view state = within_state(within);
  if (checked.state(state, within.place) == nullptr) return;
  if (std::find(event.from.begin(), event.from.end(), state) == event.from.end()) {
    checked.findings.add(within.place, "the event does not start in " + quote(state),
                         "count in a state that 'from' names");
    return;
  }
  check_outlasting(checked, event.within->count, state, within.place);
}

}  // namespace

void check_events(const Checked& checked) {
  const Node* events = checked.root.find("events");
  if (events == nullptr) return;
  for (const Event& event : checked.policy.events) {
    const Node& node = *events->find(event.name);
    check_from(checked, node);
    checked.state(event.to, place_of(node, "to"));
    check_within(checked, event, node);
  }
}

}  // namespace lapse::rules
