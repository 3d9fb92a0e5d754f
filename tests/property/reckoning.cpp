#include "tests/property/reckoning.h"

#include <algorithm>

namespace lapse::tests {
namespace {

using rules::Recipient;
using rules::Rule;
using schedules::Day;
using schedules::Instant;
using schedules::kSecondsPerDay;

std::int64_t anchor_of(const rules::After& after, const Inhabitant& who) {
  return after.anchor == rules::Anchor::last_used ? who.idle_since : who.state_since;
}

}  // namespace

Reckoning::Reckoning(const rules::Policy& policy, const Population& population, Instant as_of)
    : policy_(policy), population_(population), as_of_(as_of), today_(policy.zone.day_of(as_of)) {}

std::string Reckoning::treatment(const Inhabitant& who) const {
  std::string all;
  for (const auto& rule : policy_.rules) {
    if (!in_reach(rule, who)) continue;
    // Warned, and told no date: no night makes such an account, and none acts on it.
    if (rule.warn && who.warned_step > 0 && who.promised_at == 0) continue;
    if (may_move(rule, who)) all += "move " + rule.name;
    all += warning(rule, who);
  }
  return all;
}

bool Reckoning::acts_by(const Rule& rule, const Inhabitant& who, Day day) const {
  return in_reach(rule, who) && first_day_told(rule, who) <= day;
}

bool Reckoning::unreachable(const Rule& rule, const Inhabitant& who) const {
  if (!rule.warn || !in_reach(rule, who) || who.warned_step > 0) return false;
  return first_day(rule, who) - rule.warn->days_before.front() <= today_ && !reachable(rule, who);
}

// An account that two rules are about belongs to the one that comes first.
bool Reckoning::in_reach(const Rule& rule, const Inhabitant& who) const {
  if (!is_about(rule, who) || any(policy_.never_touch, who) || held(who)) return false;
  for (const auto& other : policy_.rules) {
    const bool first = std::ranges::find(other.before, rule.name) != other.before.end();
    if (first && is_about(other, who)) return false;
  }
  // Who is gone from the feed is left alone; of the deleted, the feed knows nothing any more.
  return who.missing_since == 0 || destructive(rule.from);
}

bool Reckoning::is_about(const Rule& rule, const Inhabitant& who) const {
  if (who.state != rule.from || any(rule.unless, who)) return false;
  return std::ranges::all_of(rule.only, [&](const rules::AnyOf& one_of) { return any({one_of}, who); });
}

bool Reckoning::holds(const rules::Condition& condition, const Inhabitant& who) const {
  return is_in(condition, who) != condition.negated;
}

bool Reckoning::is_in(const rules::Condition& condition, const Inhabitant& who) const {
  using Asks = rules::Condition::Asks;
  const std::string known = fact(condition.field, who);
  if (condition.asks == Asks::missing) return known.empty();
  if (condition.asks == Asks::value)
    return std::ranges::find(condition.values, known) != condition.values.end();
  if (known.empty()) return false;
  // Days of the calendar as they are written compare as they follow each other.
  const std::string day = schedules::to_string(policy_.zone.day_of({std::stoll(known)}));
  const std::string asked = schedules::to_string(condition.day);
  return condition.asks == Asks::before ? day < asked : day > asked;
}

// Seconds for a moment; empty where the fact is missing.
std::string Reckoning::fact(rules::Field field, const Inhabitant& who) const {
  using rules::Field;
  const auto moment = [](std::int64_t at) { return at == 0 ? "" : std::to_string(at); };
  switch (field) {
    case Field::kind:
      return who.kind;
    case Field::organisation:
      return who.organisation;
    case Field::organisation_type:
      return who.organisation_type;
    case Field::administered_by:
      return who.administered_by;
    case Field::email:
      return who.email;
    case Field::personal_email:
      return who.personal_email;
    case Field::mobile:
      return who.mobile;
    case Field::display_name:
      return who.display_name;
    case Field::created:
      return moment(who.created_at);
    case Field::last_login:
      return moment(who.last_login_at);
    case Field::last_used:
      return moment(who.idle_since);
    case Field::sole_owner:
      break;
  }
  return sole_owner(who) ? "yes" : "no";
}

bool Reckoning::any(const std::vector<rules::AnyOf>& conditions, const Inhabitant& who) const {
  for (const auto& one_of : conditions) {
    for (const auto& condition : one_of) {
      if (holds(condition, who)) return true;
    }
  }
  return false;
}

bool Reckoning::held(const Inhabitant& who) const {
  return std::ranges::any_of(who.holds, [&](const Inhabitant::Hold& hold) {
    if (hold.from > as_of_.seconds) return false;
    const bool over = hold.until != 0 && hold.until <= as_of_.seconds;
    return !over || (who.handed_at != 0 && who.handed_at < hold.until);  // told before it was over
  });
}

bool Reckoning::sole_owner(const Inhabitant& who) const {
  const auto owns = [&](const Member& member) { return member.account == who.id && member.role == "owner"; };
  return std::ranges::any_of(population_.members, [&](const Member& mine) {
    return owns(mine) && std::ranges::none_of(population_.members, [&](const Member& other) {
             return other.mailbox == mine.mailbox && other.role == "owner" && other.account != who.id &&
                    can_act(other.account);
           });
  });
}

bool Reckoning::can_act(const std::string& account) const {
  const auto found = std::ranges::find(population_.accounts, account, &Inhabitant::id);
  return found != population_.accounts.end() && !destructive(found->state);
}

bool Reckoning::has_site_owner(const Inhabitant& who) const {
  const auto site = std::ranges::find(population_.sites, who.organisation, &Site::code);
  if (site == population_.sites.end()) return false;
  return std::ranges::any_of(population_.members, [&](const Member& member) {
    if (member.mailbox != site->mailbox || member.role != "owner" || member.account == who.id) return false;
    const auto owner = std::ranges::find(population_.accounts, member.account, &Inhabitant::id);
    return owner != population_.accounts.end() && !owner->email.empty() && !destructive(owner->state);
  });
}

bool Reckoning::has_address(Recipient recipient, const Inhabitant& who) const {
  switch (recipient) {
    case Recipient::account:
      return !who.email.empty();
    case Recipient::personal_email:
      return !who.personal_email.empty();
    case Recipient::mobile:
      return !who.mobile.empty();
    case Recipient::site_owner:
      return has_site_owner(who);
    case Recipient::team:
      break;
  }
  return true;
}

// Somebody is told at every step.
bool Reckoning::reachable(const Rule& rule, const Inhabitant& who) const {
  return std::ranges::all_of(rule.warn->days_before, [&](int step) { return reachable(rule, step, who); });
}

bool Reckoning::reachable(const Rule& rule, int step, const Inhabitant& who) const {
  for (const auto& ladder : rule.warn->ladders) {
    if (std::ranges::find(ladder.days_before, step) == ladder.days_before.end()) continue;
    for (const Recipient recipient : ladder.to) {
      if (has_address(recipient, who)) return true;
    }
  }
  return false;
}

bool Reckoning::destructive(const std::string& state) const {
  return std::ranges::any_of(
      policy_.states, [&](const rules::State& known) { return known.name == state && known.destructive; });
}

// Both readings of every period, no other change today, and nobody who was not told.
bool Reckoning::may_move(const Rule& rule, const Inhabitant& who) const {
  for (const auto& after : rule.after) {
    const Instant anchor{anchor_of(after, who)};
    if (policy_.zone.day_of(anchor) + after.days >= today_) return false;  // day N belongs to the person
    if (as_of_ - anchor < after.days * kSecondsPerDay) return false;
  }
  if (policy_.zone.day_of({who.state_since}) >= today_) return false;
  return first_day_told(rule, who) <= today_ && (!rule.warn || all_told(rule, who));
}

bool Reckoning::all_told(const Rule& rule, const Inhabitant& who) const {
  return who.warned_rule == rule.name && who.handed_at > 0 && who.warned_step > 0 &&
         who.warned_step <= rule.warn->days_before.back();
}

// Steps that are still to be told. A step that is on its way is waited for, another rule's ladder is its own.
std::vector<int> Reckoning::owed(const Rule& rule, const Inhabitant& who) const {
  std::vector<int> steps;
  for (const int step : rule.warn->days_before) {
    const bool told = who.warned_step > 0 && step >= who.warned_step;
    if (!told) steps.push_back(step);
  }
  const bool ready = who.warned_step == 0 || (who.warned_rule == rule.name && who.handed_at > 0);
  return ready ? steps : std::vector<int>{};
}

std::string Reckoning::warning(const Rule& rule, const Inhabitant& who) const {
  if (!rule.warn || !reachable(rule, who)) return "";
  const auto steps = owed(rule, who);
  const Day day = first_day_told(rule, who);
  if (steps.empty() || today_ < day - steps.front()) return "";
  Day date = day;
  if (day - steps.front() < today_) {  // missed
    date = std::max(day, today_ + std::min(steps.front(), rule.notice_days));
  }
  int label = 0;
  for (const int step : steps) {
    if (date - step <= today_) label = step;
  }
  std::string merged;
  for (const int step : steps) {
    if (step > label) merged += " " + std::to_string(step);
  }
  return "warn " + rule.name + " " + std::to_string(label) + " for " + to_string(date) +
         (merged.empty() ? "" : " merging" + merged);
}

// D: the first local day on which the rule may act.
Day Reckoning::first_day(const Rule& rule, const Inhabitant& who) const {
  Day latest;
  for (const auto& after : rule.after) {
    const Instant anchor{anchor_of(after, who)};
    const Day next = policy_.zone.day_of(anchor) + after.days + 1;
    const Instant over = std::max(policy_.zone.midnight(next), anchor + after.days * kSecondsPerDay);
    latest = std::max(latest, policy_.zone.day_of(over));
  }
  return latest;
}

// E: the later of D and the day that was told.
Day Reckoning::first_day_told(const Rule& rule, const Inhabitant& who) const {
  const Day first = first_day(rule, who);
  if (who.promised_at == 0) return first;
  const Day told = policy_.zone.day_of({who.promised_at});
  const bool begun = policy_.zone.midnight(told).seconds >= who.promised_at;
  return std::max(first, begun ? told : told + 1);
}

}  // namespace lapse::tests
