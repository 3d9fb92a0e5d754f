#include "rules/edition.h"

#include <algorithm>

namespace lapse::rules {
namespace {

bool is_shorter(const Rule& before, const Rule& now) {
  return std::any_of(before.after.begin(), before.after.end(), [&](const After& period) {
    const auto same = std::find_if(now.after.begin(), now.after.end(),
                                   [&](const After& other) { return other.anchor == period.anchor; });
    return same == now.after.end() || same->days < period.days;
  });
}

}  // namespace

std::vector<std::string> shortened(const Policy& before, const Policy& now) {
  std::vector<std::string> names;
  for (const Rule& rule : now.rules) {
    const Rule* known = before.rule(rule.name);
    if (known != nullptr && known->from == rule.from && is_shorter(*known, rule)) names.push_back(rule.name);
  }
  return names;
}

}  // namespace lapse::rules
