#include <algorithm>
#include <map>
#include <tuple>

#include "rules/validate_checks.h"
#include "rules/vocabulary.h"

namespace lapse::rules {
namespace {

void check_count(const Checked& checked, const Limit& limit) {
  const bool known = limit.count.empty() || checked.states.empty() || checked.states.contains(limit.count) ||
                     find_word(count_words(), limit.count) != nullptr;
  if (known) return;
  std::vector<std::string> words = words_of(count_words());
  for (const State& state : checked.policy.states) words.push_back(state.name);
  checked.findings.add(limit.place, "a guard cannot count " + quote(limit.count),
                       suggest(limit.count, words, "it counts"));
}

void check_doubles(const Checked& checked) {
  std::map<std::tuple<std::string_view, Limit::Per, int>, const Limit*> seen;
  for (const Limit& limit : checked.policy.guards.limits) {
    const bool broken = limit.count.empty() || (limit.per == Limit::Per::days && limit.days == 0);
    if (broken) continue;
    const auto [first, fresh] = seen.try_emplace({limit.count, limit.per, limit.days}, &limit);
    if (fresh) continue;
    checked.findings.add(limit.place,
                         "a second limit for " + quote(limit.count) +
                             " over the same time, the first is at " +
                             line_and_column(first->second->place, limit.place),
                         "keep the smaller of the two");
  }
}

void check_destructive_states(const Checked& checked) {
  const auto& limits = checked.policy.guards.limits;
  const Node* states = checked.root.find("states");
  for (const State& state : checked.policy.states) {
    if (!state.destructive) continue;
    const bool counted = std::any_of(limits.begin(), limits.end(),
                                     [&](const Limit& limit) { return limit.count == state.name; });
    if (counted) continue;
    const auto entry = std::find_if(states->entries.begin(), states->entries.end(),
                                    [&](const Entry& one) { return one.key == state.name; });
    checked.findings.add(entry->place, "no guard limits how many accounts become " + quote(state.name),
                         "write '{ count: " + state.name +
                             ", at_most: 10 accounts or 0.5 percent, per: run }' under 'limits' of 'guards'");
  }
}

}  // namespace

void check_guards(const Checked& checked) {
  for (const Limit& limit : checked.policy.guards.limits) check_count(checked, limit);
  check_doubles(checked);
  check_destructive_states(checked);
}

}  // namespace lapse::rules
