#include <algorithm>
#include <unordered_map>

#include "rules/parse_mapping.h"
#include "rules/validate_checks.h"

namespace lapse::rules {
namespace {

std::string in_days(int days) {
  return std::to_string(days) + (days == 1 ? " day" : " days");
}

void check_states_of(const Checked& checked, const Rule& rule, const Node& node) {
  const State* from = checked.state(rule.from, place_of(node, "from"));
  const State* to = checked.state(rule.to, place_of(node, "to"));
  if (from != nullptr && from->final) {
    checked.findings.add(place_of(node, "from"), quote(from->name) + " is final: nothing leaves it",
                         "start the rule in another state");
  }
  if (from != nullptr && from == to) {
    checked.findings.add(place_of(node, "to"), "the rule ends where it starts, in " + quote(to->name),
                         "write the state that the account comes into");
  }
  if (to != nullptr && to->destructive && node.find("warn") == nullptr && !misspells(node, "warn")) {
    checked.findings.add(rule.place, "accounts become " + quote(to->name) + " without a warning",
                         "write 'warn: { days_before: [30, 14, 7, 1], send: soon-" + to->name +
                             ", to: [personal_email, site_owner] }' and 'notice: 14 days'");
  }
}

void check_order(const Checked& checked, const std::vector<int>& steps, std::span<const Node> items) {
  for (std::size_t i = 1; i < steps.size(); ++i) {
    if (steps[i] < steps[i - 1]) continue;
    const bool twice = steps[i] == steps[i - 1];
    checked.findings.add(items[i].place,
                         twice ? std::to_string(steps[i]) + " is there twice"
                               : std::to_string(steps[i]) + " comes after " + std::to_string(steps[i - 1]),
                         twice ? "keep one of them" : "write the days from the largest down");
  }
}

void check_ladder(const Checked& checked, const Rule& rule, const Ladder& ladder, const Node& node) {
  const Node* days_before = node.find("days_before");
  const auto& steps = ladder.days_before;
  if (days_before == nullptr || steps.empty()) return;
  const auto items = items_of(*days_before);
  if (items.size() != steps.size()) return;  // some were wrong, which has been reported
  check_order(checked, steps, items);
  const auto largest = std::max_element(steps.begin(), steps.end());
  int period = 0;
  for (const After& after : rule.after) period = std::max(period, after.days);
  if (period == 0 || *largest <= period) return;
  checked.findings.add(items[static_cast<std::size_t>(largest - steps.begin())].place,
                       "a warning " + in_days(*largest) + " before the end of " + in_days(period) +
                           " would be due before the period starts",
                       "warn at most " + in_days(period) + " before, or lengthen 'after'");
}

// The message of one step would be there twice.
bool is_same_message(const Ladder& a, const Ladder& b) {
  return !a.send.empty() && a.send == b.send &&
         std::any_of(a.to.begin(), a.to.end(), [&](Recipient recipient) {
           return std::find(b.to.begin(), b.to.end(), recipient) != b.to.end();
         });
}

void check_ladders(const Checked& checked, const Rule& rule, const Node& warn) {
  const auto nodes = items_of(warn);
  const auto& ladders = rule.warn->ladders;
  for (std::size_t i = 0; i < ladders.size(); ++i) {
    check_ladder(checked, rule, ladders[i], nodes[i]);
    for (std::size_t before = 0; before < i; ++before) {
      if (!is_same_message(ladders[before], ladders[i])) continue;
      checked.findings.add(nodes[i].place,
                           "the ladder at " + line_and_column(nodes[before].place, nodes[i].place) +
                               " sends " + quote(ladders[i].send) + " to the same people",
                           "write one ladder with all its days");
      break;
    }
  }
}

void check_notice(const Checked& checked, const Rule& rule, const Node& node) {
  const Node* warn = node.find("warn");
  const Node* notice = node.find("notice");
  if (warn != nullptr && notice == nullptr && !misspells(node, "notice")) {
    checked.findings.add(warn->place, "a warning without a 'notice'",
                         "write 'notice: 7 days', what a late warning still leaves");
  }
  if (warn == nullptr && notice != nullptr && !misspells(node, "warn")) {
    checked.findings.add(notice->place, "a notice without a warning",
                         "write 'warn: { days_before: [30, 14, 7, 1], send: soon-inactive, to: [account] }'");
  }
  if (!rule.warn) return;
  check_ladders(checked, rule, *warn);
  const int largest = rule.warn->days_before.front();
  if (rule.notice_days <= largest) return;
  checked.findings.add(notice->place,
                       "a notice of " + in_days(rule.notice_days) + " is longer than the first warning, " +
                           in_days(largest) + " before",
                       "warn earlier, or write 'notice: " + in_days(largest) + "'");
}

}  // namespace

void check_rules(const Checked& checked) {
  const Node* rules = checked.root.find("rules");
  if (rules == nullptr) return;
  const auto nodes = items_of(*rules);
  std::unordered_map<std::string_view, const Rule*> by_name;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const Rule& rule = checked.policy.rules[i];
    if (!rule.name.empty()) {
      const auto [first, fresh] = by_name.try_emplace(rule.name, &rule);
      if (!fresh) {
        checked.findings.add(rule.place,
                             "a second rule " + quote(rule.name) + ", the first is at " +
                                 line_and_column(first->second->place, rule.place),
                             "give one of them another name");
      }
    }
    check_states_of(checked, rule, nodes[i]);
    check_notice(checked, rule, nodes[i]);
  }
}

}  // namespace lapse::rules
