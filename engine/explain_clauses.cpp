#include "engine/explain_clauses.h"

#include <algorithm>

#include "engine/explain_words.h"
#include "rules/due.h"
#include "rules/reach.h"
#include "rules/vocabulary.h"
#include "schedules/bound.h"

namespace lapse::engine {
namespace {

using schedules::Day;
using schedules::Instant;

const schedules::Zone& zone_of(const RuleCase& of) {
  return of.book.policy.zone;
}

bool has(const rules::Facts& facts, rules::Recipient address) {
  return std::ranges::count(facts.addresses, address) > 0;
}

// What the facts say, empty where the fact is missing. An address is only said to be there.
std::string fact_of(const RuleCase& of, rules::Field field) {
  using rules::Field;
  const auto& facts = of.account.facts;
  const auto day = [&](std::int64_t at) { return at == 0 ? "" : moment_words({at}, zone_of(of)); };
  const auto given = [](bool is) { return std::string(is ? "given" : ""); };
  switch (field) {
    case Field::kind:
      return facts.kind;
    case Field::organisation:
      return facts.organisation;
    case Field::organisation_type:
      return facts.organisation_type;
    case Field::administered_by:
      return facts.administered_by;
    case Field::email:
      return given(has(facts, rules::Recipient::account));
    case Field::personal_email:
      return given(has(facts, rules::Recipient::personal_email));
    case Field::mobile:
      return given(has(facts, rules::Recipient::mobile));
    case Field::display_name:
      return given(!facts.display_name.empty());
    case Field::created:
      return day(facts.created_at);
    case Field::last_login:
      return day(facts.last_login_at);
    case Field::last_used:
      return day(facts.idle_since);
    case Field::sole_owner:
      break;
  }
  const rules::Condition sole{Field::sole_owner, false, {"yes"}};
  return rules::selects(rules::term_of(sole, true, of.book.policy), facts) ? "yes" : "no";
}

std::string value_words(const RuleCase& of, const rules::AnyOf& one_of) {
  std::vector<std::string> parts;
  for (const auto& condition : one_of) {
    const std::string fact = fact_of(of, condition.field);
    const std::string part =
        std::string(rules::to_string(condition.field)) + (fact.empty() ? " is not known" : " is " + fact);
    if (std::ranges::find(parts, part) == parts.end()) parts.push_back(part);
  }
  return listed(parts, "and");
}

// One of the conditions holds.
Clause any_clause(const RuleCase& of, const rules::AnyOf& one_of) {
  Clause clause;
  std::vector<std::string> says;
  for (const auto& condition : one_of) {
    says.push_back(rules::in_words(condition));
    const auto term = rules::term_of(condition, true, of.book.policy);
    clause.holds = clause.holds || rules::selects(term, of.account.facts);
  }
  clause.says = listed(says, "or");
  clause.value = value_words(of, one_of);
  return clause;
}

// Each condition, turned round, has a clause of its own.
void add_exceptions(const RuleCase& of, const std::vector<rules::AnyOf>& conditions,
                    const std::string& remark, std::vector<Clause>& clauses) {
  for (const auto& one_of : conditions) {
    for (auto condition : one_of) {
      condition.negated = !condition.negated;
      clauses.push_back(any_clause(of, {condition}));
      if (!clauses.back().holds) clauses.back().value += remark;
    }
  }
}

// The account does not belong to a rule that comes first.
Clause first_clause(const RuleCase& of, const rules::Rule& first) {
  std::vector<Clause> asked;
  for (const auto& one_of : first.only) asked.push_back(any_clause(of, one_of));
  add_exceptions(of, first.unless, "", asked);
  const auto met = std::ranges::find(asked, false, &Clause::holds);
  return {met != asked.end(),
          first.name + ", which comes first, is not about the account",
          met != asked.end() ? met->value : "all that " + first.name + " asks is met",
          {}};
}

void add_conditions(const RuleCase& of, std::vector<Clause>& clauses) {
  const auto& facts = of.account.facts;
  const auto& policy = of.book.policy;
  clauses.push_back({facts.state == of.rule.from,
                     "the account is " + of.rule.from,
                     facts.state + " since " + moment_words({facts.state_since}, zone_of(of)),
                     {}});
  for (const auto& one_of : of.rule.only) clauses.push_back(any_clause(of, one_of));
  add_exceptions(of, of.rule.unless, "", clauses);
  for (const auto* first : policy.before(of.rule)) clauses.push_back(first_clause(of, *first));
  add_exceptions(of, policy.never_touch, ", which is never touched", clauses);
}

std::string last_used_words(const RuleCase& of) {
  const auto& account = of.account;
  const std::string when = moment_words({account.facts.idle_since}, zone_of(of));
  const bool never =
      account.last_login_at.seconds == 0 && account.facts.idle_since == account.created_at.seconds;
  return never ? "never logged in, created " + when : "last used " + when;
}

Clause period_clause(const RuleCase& of, const rules::After& after) {
  const auto& facts = of.account.facts;
  const bool used = after.anchor == rules::Anchor::last_used;
  const Instant anchor{used ? facts.idle_since : facts.state_since};
  const std::string days = schedules::to_string(schedules::Span{after.days, schedules::Unit::days});
  return {of.as_of >= schedules::first_instant_over(anchor, after.days, zone_of(of)),
          days + (used ? " since last used" : " in " + of.rule.from),
          used ? last_used_words(of) : facts.state + " since " + moment_words(anchor, zone_of(of)),
          schedules::first_day_over(anchor, after.days, zone_of(of))};
}

Clause feed_clause(const RuleCase& of) {
  const std::int64_t since = of.account.facts.missing_since;
  return {since == 0,
          "in the accounts feed",
          since == 0 ? "present" : "missing since " + moment_words({since}, zone_of(of)),
          {}};
}

bool outdates_the_warning(const rules::Facts::Held& hold, const rules::Facts& facts) {
  return facts.handed_at > 0 && hold.until > facts.handed_at;
}

Clause hold_clause(const RuleCase& of) {
  const auto& holds = of.account.facts.holds;
  std::vector<std::string> on;
  std::vector<std::string> over;
  bool for_good = false;
  Instant until{0};
  for (std::size_t i = 0; i < holds.size(); ++i) {
    const auto& hold = holds[i];
    if (hold.from > of.as_of.seconds) continue;
    const auto& kinds = of.account.hold_kinds;
    const std::string until_words =
        hold.until == 0 ? "it is released" : moment_words({hold.until}, zone_of(of));
    const std::string kind = i < kinds.size() ? kinds[i] : "a hold";
    if (hold.until != 0 && hold.until <= of.as_of.seconds) {
      if (outdates_the_warning(hold, of.account.facts))
        over.push_back(kind + " until " + until_words + ", after the last warning, which no longer counts");
      continue;
    }
    on.push_back(kind + " until " + until_words);
    for_good = for_good || hold.until == 0;
    until = std::max(until, Instant{hold.until});
  }
  if (on.empty() && !over.empty()) return {false, "no hold is on", listed(over, "and"), {}};
  Clause clause{on.empty(), "no hold is on", on.empty() ? "none" : listed(on, "and"), {}};
  if (!on.empty() && !for_good) clause.turns = zone_of(of).day_of(until);
  return clause;
}

bool is_reachable(const RuleCase& of) {
  return std::ranges::all_of(rules::reachable(of.book.policy, *of.rule.warn),
                             [&](const rules::Term& term) { return rules::selects(term, of.account.facts); });
}

std::string told_words(const RuleCase& of) {
  const auto& facts = of.account.facts;
  const int step = static_cast<int>(facts.warned_step);
  if (step == 0) return "not yet warned";
  if (facts.warned_rule != of.rule.name) return "warned for " + facts.warned_rule + ", not for this";
  if (facts.handed_at == 0) return "the warning of step " + std::to_string(step) + " is still on its way";
  const std::string handed = "handed on " + day_of_words({facts.handed_at}, zone_of(of));
  std::vector<int> to_come;
  for (const int smaller : of.rule.warn->days_before) {
    if (smaller < step) to_come.push_back(smaller);
  }
  if (to_come.empty()) return "the last warning, " + days_before_words({step}) + ", was " + handed;
  return "warned " + days_before_words({step}) + ", " + handed + "; still to come " +
         days_before_words(to_come);
}

void add_ladder(const RuleCase& of, std::vector<Clause>& clauses) {
  const auto& facts = of.account.facts;
  const auto& zone = zone_of(of);
  Clause warned{is_ladder_done(of.rule, facts),
                "warned " + days_before_words(of.rule.warn->days_before),
                told_words(of),
                {}};
  if (!warned.holds && !is_reachable(of)) warned.value += ", and there is no address to warn";
  if (!warned.holds && !of.outlook.warnings.empty()) {
    warned.turns = zone.day_of(of.outlook.warnings.back().at);
  }
  clauses.push_back(std::move(warned));
}

void add_date_told(const RuleCase& of, std::vector<Clause>& clauses) {
  const auto& facts = of.account.facts;
  const auto& zone = zone_of(of);
  if (facts.promised_at == 0) return;
  const Day promised = zone.day_of({facts.promised_at});
  clauses.push_back({zone.day_of(of.as_of) >= promised, "the date told has come",
                     "told " + schedules::in_words(promised), promised});
}

void add_gates(const RuleCase& of, std::vector<Clause>& clauses) {
  const auto& zone = zone_of(of);
  if (const auto& window = of.book.policy.delete_window) {
    const auto open = schedules::next_open_instant(*window, of.as_of, zone, of.book.holidays);
    Clause clause{open == of.as_of, "the delete window is open", schedules::to_string(*window), {}};
    if (open) clause.turns = zone.day_of(*open);
    clauses.push_back(std::move(clause));
  }
  std::vector<std::string> reasons;
  for (const auto& obstacle : of.obstacles) reasons.push_back(obstacle.says);
  clauses.push_back({reasons.empty(),
                     "nothing else stops destructive steps",
                     reasons.empty() ? "nothing" : listed(reasons, "and"),
                     {}});
}

void add_marking(const RuleCase& of, std::vector<Clause>& clauses) {
  std::vector<std::string> reasons;
  for (const auto& obstacle : of.obstacles) {
    if (obstacle.marking) reasons.push_back(obstacle.says);
  }
  if (reasons.empty()) return;
  clauses.push_back({false, "the sign-ins are fresh and believed", listed(reasons, "and"), {}});
}

}  // namespace

std::vector<Clause> clauses_of(const RuleCase& of) {
  const auto& policy = of.book.policy;
  const auto& zone = zone_of(of);
  std::vector<Clause> clauses;
  add_conditions(of, clauses);
  for (const auto& after : of.rule.after) clauses.push_back(period_clause(of, after));
  const rules::State* from = policy.state(of.rule.from);
  if (from == nullptr || !from->destructive) clauses.push_back(feed_clause(of));
  clauses.push_back(hold_clause(of));
  const Day changed = zone.day_of({of.account.facts.state_since});
  if (zone.day_of(of.as_of) <= changed) {
    clauses.push_back({false, "one change in a day", "changed on " + date_words(changed), changed + 1});
  }
  if (of.rule.warn) add_ladder(of, clauses);
  add_date_told(of, clauses);
  if (is_destructive(policy, of.rule)) {
    add_gates(of, clauses);
  } else if (counts_from_last_use(of.rule)) {
    add_marking(of, clauses);
  }
  return clauses;
}

bool is_concerned(const RuleCase& of) {
  std::vector<Clause> conditions;
  add_conditions(of, conditions);
  return std::ranges::all_of(conditions, &Clause::holds);
}

}  // namespace lapse::engine
