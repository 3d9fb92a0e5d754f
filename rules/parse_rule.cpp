#include <algorithm>
#include <array>

#include "rules/parse_phrase.h"
#include "rules/parse_sections.h"
#include "rules/vocabulary.h"

namespace lapse::rules {
namespace {

using schedules::Unit;

constexpr std::array kRuleKeys{
    Key{"rule", Need::mandatory, "mark-inactive"},
    Key{"says", Need::mandatory, "A user account that is not used for 90 days becomes inactive."},
    Key{"from", Need::mandatory, "active"},
    Key{"only", Need::optional, "[kind is user]"},
    Key{"unless", Need::optional, "[organisation_type is dental_practice]"},
    Key{"before", Need::optional, "mark-inactive"},
    Key{"after", Need::mandatory, "90 days since last_used"},
    Key{"warn", Need::optional, "{ days_before: [30, 14, 7, 1], send: soon-inactive, to: [account] }"},
    Key{"notice", Need::optional, "7 days"},
    Key{"to", Need::mandatory, "inactive"},
    Key{"tell", Need::optional, "{ send: now-inactive, to: [personal_email, site_owner] }"},
    Key{"do", Need::optional, "[disable-mailbox]"},
};

constexpr std::string_view kRuleExample = "- rule: mark-inactive";

// What follows the length of time: "since last_used", "in leaver".
std::optional<Anchor> read_anchor(const Mapping& rule, const Node& node, std::string_view counts_from,
                                  std::string_view from) {
  const auto words = words_in(counts_from);
  if (words.size() == 2 && words[0] == "in") {
    if (words[1] == from || from.empty()) return Anchor::in_state;
    rule.findings().add(
        node.place,
        quote(node.scalar) + " counts in " + quote(words[1]) + ", but the rule starts in " + quote(from),
        "write " + quote("30 days in " + std::string(from)));
    return std::nullopt;
  }
  const AnchorWord* row = find_word(anchor_words(), counts_from);
  if (row != nullptr && words.size() == 2) return row->anchor;
  const std::string state = from.empty() ? "STATE" : std::string(from);
  rule.findings().add(node.place, "a period cannot count " + quote(counts_from),
                      suggest(counts_from, {"since last_used", "in " + state}, "write one of"));
  return std::nullopt;
}

std::optional<int> read_days(const Mapping& rule, const Node& node, std::string_view length) {
  const auto span = schedules::parse_span(length);
  if (!span) {
    rule.wrong(node, "after", quote(node.scalar) + " does not start with a number of days");
  } else if (span->unit == Unit::months) {
    rule.wrong(node, "after",
               quote(node.scalar) + " counts months, which are not equally long; rules count days");
  } else if (span->unit == Unit::hours) {
    rule.wrong(node, "after", quote(node.scalar) + " counts hours; rules count days");
  } else {
    return span->count;
  }
  return std::nullopt;
}

std::optional<After> read_one_after(const Mapping& rule, const Node& node, std::string_view from) {
  if (!rule.is_scalar(node, "after")) return std::nullopt;
  const std::string_view text = node.scalar;
  const auto words = words_in(text);
  if (!words.empty() && is_number(words[0]) &&
      (words.size() == 1 || words[1] == "since" || words[1] == "in")) {
    const std::string rest =
        words.size() > 1 ? std::string(text.substr(text.find(words[1]))) : "since last_used";
    rule.findings().add(node.place, quote(text) + " is a number without a unit",
                        "write " + quote(std::string(words[0]) + " days " + rest));
    return std::nullopt;
  }
  if (words.size() < 3) {
    rule.wrong(node, "after", quote(text) + " does not say how many days since what");
    return std::nullopt;
  }
  const auto days = read_days(rule, node, std::string(words[0]) + " " + std::string(words[1]));
  std::string counts_from(words[2]);
  for (std::size_t i = 3; i < words.size(); ++i) counts_from += " " + std::string(words[i]);
  const auto anchor = read_anchor(rule, node, counts_from, from);
  if (!days || !anchor) return std::nullopt;
  return After{*anchor, *days};
}

int read_notice(const Mapping& rule) {
  const auto notice = rule.span("notice");
  if (!notice) return 0;
  if (notice->unit == Unit::days) return notice->count;
  rule.wrong(*rule.find("notice"), "notice", "a notice counts whole days");
  return 0;
}

Rule read_rule(const Node& node, Findings& findings) {
  const Mapping mapping(node, kRuleKeys, kRuleExample, findings);
  Rule rule;
  rule.name = mapping.name("rule");
  rule.says = mapping.text("says");
  rule.from = mapping.name("from");
  rule.to = mapping.name("to");
  rule.only = read_conditions(mapping, "only");
  rule.unless = read_conditions(mapping, "unless");
  rule.before = mapping.names("before");
  rule.after = read_after(mapping, rule.from);
  rule.warn = read_warn(mapping);
  rule.notice_days = read_notice(mapping);
  rule.tells = read_tells(mapping, "tell");
  rule.effects = read_effects(mapping, "do");
  rule.place = mapping.place("rule");
  return rule;
}

}  // namespace

std::vector<After> read_after(const Mapping& rule, std::string_view from) {
  std::vector<After> result;
  for (const Node& item : rule.items("after")) {
    const auto after = read_one_after(rule, item, from);
    if (!after) continue;
    const auto same_anchor = [&](const After& other) { return other.anchor == after->anchor; };
    if (std::any_of(result.begin(), result.end(), same_anchor)) {
      rule.findings().add(item.place,
                          quote(item.scalar) + " counts from the same moment as the period before it",
                          "keep the longer of the two");
      continue;
    }
    result.push_back(*after);
  }
  return result;
}

void read_rules(const Node& node, Policy& policy, Findings& findings) {
  const auto items = items_of(node);
  if (items.empty()) findings.add(node.place, "'rules' is an empty list", "write '- rule: mark-inactive'");
  policy.rules.reserve(items.size());
  for (const Node& item : items) policy.rules.push_back(read_rule(item, findings));
}

}  // namespace lapse::rules
