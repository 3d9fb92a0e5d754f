// Whether anybody can read the warnings: who does not log in does not see the mailbox either (E15).
#include <algorithm>

#include "rules/parse_mapping.h"
#include "rules/review_checks.h"

namespace lapse::rules {

namespace {

bool all_go_to_the_account(const Warn& warn) {
  return std::all_of(warn.ladders.begin(), warn.ladders.end(),
                     [](const Ladder& ladder) { return ladder.to == std::vector{Recipient::account}; });
}

}  // namespace

void review_warnings(const Checked& checked) {
  const Node* rules = checked.root.find("rules");
  if (rules == nullptr) return;
  const auto nodes = items_of(*rules);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const Rule& rule = checked.policy.rules[i];
    if (!rule.warn || !all_go_to_the_account(*rule.warn)) continue;
    const Place& place = place_of(items_of(*nodes[i].find("warn")).front(), "to");
    const auto to = checked.states.find(rule.to);
    const bool destructive = to != checked.states.end() && to->second->destructive;
    const std::string message =
        "the warnings of " + quote(rule.name) + " go to the account's own mailbox only";
    const std::string help =
        "who does not log in does not read them there: add 'personal_email', 'mobile' or 'site_owner'";
    destructive ? checked.findings.add(place, message, help) : checked.findings.warn(place, message, help);
  }
}

}  // namespace lapse::rules
