#include <array>

#include "rules/parse_phrase.h"
#include "rules/parse_sections.h"

namespace lapse::rules {
namespace {

constexpr std::array kGuardKeys{
    Key{"limits", Need::mandatory, "[{ count: deleted, at_most: 10 accounts or 0.5 percent, per: run }]"},
    Key{"when_over", Need::mandatory,
        "{ do: stop the rule, tell: duty_manager, approvers: 2, approval_lasts: 24 hours }"},
    Key{"when_shortened", Need::mandatory, "{ new_promises_only: yes, fresh_warnings: yes }"},
};

constexpr std::array kLimitKeys{
    Key{"count", Need::mandatory, "deleted"},
    Key{"at_most", Need::mandatory, "10 accounts or 0.5 percent"},
    Key{"per", Need::mandatory, "run"},
    Key{"accept_large", Need::optional, "\"closing of a site, decided on 5 January 2026\""},
};

constexpr std::array kWhenOverKeys{
    Key{"do", Need::mandatory, "stop the rule"},
    Key{"tell", Need::mandatory, "duty_manager"},
    Key{"approvers", Need::mandatory, "2"},
    Key{"approval_lasts", Need::mandatory, "24 hours"},
};

constexpr std::array kWhenShortenedKeys{
    Key{"new_promises_only", Need::mandatory, "yes"},
    Key{"fresh_warnings", Need::mandatory, "yes"},
};

constexpr int kMostApprovers = 10;

void read_per(const Mapping& mapping, Limit& limit) {
  const Node* node = mapping.scalar("per");
  if (node == nullptr) return;
  if (node->scalar == "run") {
    limit.per = Limit::Per::run;
  } else if (node->scalar == "organisation") {
    limit.per = Limit::Per::organisation;
  } else if (const auto span = schedules::parse_span(node->scalar == "day" ? "1 day" : node->scalar);
             span && span->unit == schedules::Unit::days) {
    limit.per = Limit::Per::days;
    limit.days = span->count;
  } else {
    limit.per = Limit::Per::days;  // without days: no time at all, which doubles no other limit
    mapping.findings().add(node->place, quote(node->scalar) + " is nothing to count per",
                           "write 'per: run', 'per: day', 'per: 7 days' or 'per: organisation'");
  }
}

Limit read_limit(const Node& node, Findings& findings) {
  const Mapping mapping(node, kLimitKeys, "{ count: deleted, at_most: 10 accounts or 0.5 percent, per: run }",
                        findings);
  Limit limit;
  limit.count = mapping.name("count");
  limit.place = mapping.place("count");
  limit.accept_large = mapping.text("accept_large");
  read_per(mapping, limit);
  const Node* at_most = mapping.scalar("at_most");
  if (at_most == nullptr) return limit;
  const auto amount = parse_amount(at_most->scalar);
  if (!amount) {
    const bool bare = parse_thousandths(at_most->scalar).has_value();
    mapping.wrong(*at_most, "at_most",
                  quote(at_most->scalar) + (bare ? " is a number without a unit" : " is not an amount"));
    return limit;
  }
  const bool says_notices = at_most->scalar.find("notice") != std::string::npos;
  if (amount->accounts && says_notices != (limit.count == "notices")) {
    mapping.wrong(*at_most, "at_most", quote(at_most->scalar) + " does not count " + limit.count);
  }
  limit.accounts = amount->accounts;
  limit.thousandths_of_percent = amount->thousandths_of_percent;
  return limit;
}

void read_when_over(const Mapping& guards, Guards& result) {
  const auto mapping = guards.nested("when_over", kWhenOverKeys);
  if (!mapping) return;
  const Node* what = mapping->scalar("do");
  if (what != nullptr && what->scalar != "stop the rule") {
    mapping->wrong(*what, "do", quote(what->scalar) + " is nothing that a guard can do");
  }
  result.tell = mapping->name("tell");
  result.approvers = mapping->number("approvers", 1, kMostApprovers);
  result.approval_lasts = mapping->span("approval_lasts");
}

}  // namespace

void read_guards(const Node& node, Policy& policy, Findings& findings) {
  const Mapping mapping(node, kGuardKeys,
                        "guards: { limits: [...], when_over: {...}, when_shortened: {...} }", findings);
  for (const Node& item : mapping.items("limits")) policy.guards.limits.push_back(read_limit(item, findings));
  read_when_over(mapping, policy.guards);
  if (const auto shortened = mapping.nested("when_shortened", kWhenShortenedKeys)) {
    policy.shortened_new_promises_only = shortened->yes("new_promises_only");
    const Node* only = shortened->find("new_promises_only");
    if (only != nullptr && only->scalar == "no") {
      findings.add(only->place, "a date that somebody was told binds every edition after it",
                   "write 'new_promises_only: yes'");
    }
    policy.shortened_fresh_warnings = shortened->yes("fresh_warnings");
  }
}

}  // namespace lapse::rules
