#include "rules/shortened.h"

#include <algorithm>

namespace lapse::rules {
namespace {

const Rule* same_rule(const Policy& policy, const Rule& rule) {
  if (const Rule* named = policy.rule(rule.name)) return named;
  const auto found = std::find_if(policy.rules.begin(), policy.rules.end(), [&](const Rule& other) {
    return other.from == rule.from && other.to == rule.to;
  });
  return found == policy.rules.end() ? nullptr : &*found;
}

std::optional<int> days_from(const Rule& rule, Anchor anchor) {
  for (const After& after : rule.after) {
    if (after.anchor == anchor) return after.days;
  }
  return std::nullopt;
}

}  // namespace

std::vector<Shortened> shortened(const Policy& before, const Policy& after) {
  std::vector<Shortened> found;
  for (const Rule& rule : after.rules) {
    const Rule* old = same_rule(before, rule);
    if (old == nullptr) continue;
    for (const After& period : old->after) {
      const auto days = days_from(rule, period.anchor);
      if (days.value_or(0) < period.days) found.push_back({old, &rule, period.anchor, period.days, days});
    }
  }
  return found;
}

std::string in_words(const Shortened& one) {
  const std::string days = one.days_after ? std::to_string(*one.days_after) : "no";
  return std::to_string(one.days_before) + " to " + days + " days " +
         (one.anchor == Anchor::last_used ? "since last_used" : "in " + one.after->from);
}

}  // namespace lapse::rules
