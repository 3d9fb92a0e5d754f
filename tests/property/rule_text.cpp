#include "tests/property/rule_text.h"

#include "rules/vocabulary.h"

namespace lapse::tests {
namespace {

using rules::Condition;

std::string joined(const auto& items, const std::string& between, const auto& text_of_one) {
  std::string text;
  for (const auto& item : items) text += (text.empty() ? "" : between) + text_of_one(item);
  return text;
}

std::string listed(const auto& items, const auto& text_of_one) {
  const std::string text = joined(items, ", ", text_of_one);
  return items.size() == 1 ? text : "[" + text + "]";
}

std::string itself(const std::string& text) {
  return text;
}

std::string condition(const Condition& asked) {
  const std::string start = std::string(to_string(asked.field)) + " is " + (asked.negated ? "not " : "");
  switch (asked.asks) {
    case Condition::Asks::missing:
      return start + "missing";
    case Condition::Asks::before:
      return start + "before " + to_string(asked.day);
    case Condition::Asks::after:
      return start + "after " + to_string(asked.day);
    case Condition::Asks::value:
      break;
  }
  return start + joined(asked.values, " or ", itself);
}

std::string any_of(const rules::AnyOf& conditions) {
  const std::string text = joined(conditions, ", ", condition);
  return conditions.size() == 1 ? text : "any: [" + text + "]";
}

std::string days(int count) {
  return std::to_string(count) + (count == 1 ? " day" : " days");
}

std::string ladder(const rules::Ladder& steps) {
  const auto number = [](int step) { return std::to_string(step); };
  const auto recipient = [](rules::Recipient one) { return std::string(to_string(one)); };
  return "{ days_before: [" + joined(steps.days_before, ", ", number) + "], send: " + steps.send + ", to: [" +
         joined(steps.to, ", ", recipient) + "] }";
}

}  // namespace

std::string text_of(const std::vector<rules::AnyOf>& conditions) {
  return "[" + joined(conditions, ", ", any_of) + "]";
}

std::string text_of(const rules::Rule& rule) {
  const auto period = [&](const rules::After& after) {
    return days(after.days) +
           (after.anchor == rules::Anchor::last_used ? " since last_used" : " in " + rule.from);
  };
  std::string text =
      "  - rule: " + rule.name + "\n    says: " + rule.says + "\n    from: " + rule.from + "\n";
  if (!rule.only.empty()) text += "    only: " + text_of(rule.only) + "\n";
  if (!rule.unless.empty()) text += "    unless: " + text_of(rule.unless) + "\n";
  if (!rule.before.empty()) text += "    before: " + listed(rule.before, itself) + "\n";
  text += "    after: " + listed(rule.after, period) + "\n";
  if (rule.warn) {
    text += "    warn: " + listed(rule.warn->ladders, ladder) + "\n";
    text += "    notice: " + days(rule.notice_days) + "\n";
  }
  return text + "    to: " + rule.to + "\n";
}

}  // namespace lapse::tests
