#include "rules/evaluate.h"

#include <algorithm>

namespace lapse::rules {
namespace {

// What was told before a hold ended warns of nothing any more.
bool held(const Facts& facts, std::int64_t at) {
  return std::ranges::any_of(facts.holds, [&](const Facts::Held& hold) {
    const bool outdates = facts.handed_at > 0 && hold.until > facts.handed_at;
    return hold.from <= at && (hold.until == 0 || hold.until > at || outdates);
  });
}

bool one_can_act(const std::vector<std::string>& states, const std::vector<std::string>& lost) {
  return std::ranges::any_of(
      states, [&lost](const std::string& state) { return std::ranges::find(lost, state) == lost.end(); });
}

bool sole_owner(const Facts& facts, const std::vector<std::string>& lost) {
  return std::ranges::any_of(facts.co_owner_states,
                             [&lost](const auto& states) { return !one_can_act(states, lost); });
}

bool has(const Facts& facts, Recipient address) {
  return std::ranges::find(facts.addresses, address) != facts.addresses.end();
}

bool reachable(const Facts& facts, const Term& term) {
  return std::ranges::any_of(term.recipients, [&](Recipient recipient) {
    if (recipient == Recipient::team) return true;
    if (recipient == Recipient::site_owner) return one_can_act(facts.site_owner_states, term.lost);
    return has(facts, recipient);
  });
}

// Of an address, facts know only whether it is there.
Value address(const Facts& facts, Recipient recipient) {
  return std::string(has(facts, recipient) ? to_string(recipient) : "");
}

Value value_of(const Term& term, const Facts& facts) {
  switch (term.column) {
    case Column::id:
      return facts.id;
    case Column::state:
      return facts.state;
    case Column::kind:
      return facts.kind;
    case Column::organisation:
      return facts.organisation;
    case Column::organisation_type:
      return facts.organisation_type;
    case Column::administered_by:
      return facts.administered_by;
    case Column::email:
      return address(facts, Recipient::account);
    case Column::personal_email:
      return address(facts, Recipient::personal_email);
    case Column::mobile:
      return address(facts, Recipient::mobile);
    case Column::display_name:
      return facts.display_name;
    case Column::created_at:
      return facts.created_at;
    case Column::last_login_at:
      return facts.last_login_at;
    case Column::idle_since:
      return facts.idle_since;
    case Column::state_since:
      return facts.state_since;
    case Column::warned_step:
      return facts.warned_step;
    case Column::warned_rule:
      return facts.warned_rule;
    case Column::promised_at:
      return facts.promised_at;
    case Column::handed_at:
      return facts.handed_at;
    case Column::missing_since:
      return facts.missing_since;
    case Column::held_at:
      return std::int64_t{held(facts, term.at)};
    case Column::sole_owner:
      return std::int64_t{sole_owner(facts, term.lost)};
    case Column::reachable:
      return std::int64_t{reachable(facts, term)};
  }
  return std::int64_t{0};
}

bool is_before(const Value& value, const Value& bound) {
  return value > Value{std::int64_t{0}} && value < bound;
}

bool is_among(const Value& value, const std::vector<Value>& values) {
  return std::ranges::find(values, value) != values.end();
}

}  // namespace

bool selects(const Term& term, const Facts& facts) {
  const Value value = value_of(term, facts);
  switch (term.op) {
    case Op::equal:
      return value == term.values.front();
    case Op::not_equal:
      return value != term.values.front();
    case Op::less:
      return value < term.values.front();
    case Op::at_most:
      return value <= term.values.front();
    case Op::greater:
      return value > term.values.front();
    case Op::at_least:
      return value >= term.values.front();
    case Op::before:
      return is_before(value, term.values.front());
    case Op::not_before:
      return !is_before(value, term.values.front());
    case Op::one_of:
      return is_among(value, term.values);
    case Op::none_of:
      return !is_among(value, term.values);
  }
  return false;
}

bool selects(const Predicate& predicate, const Facts& facts) {
  const auto holds = [&facts](const Term& term) { return selects(term, facts); };
  const auto one_holds = [&](const AnyTerm& terms) { return std::ranges::any_of(terms, holds); };
  if (!std::ranges::all_of(predicate.all, holds)) return false;
  if (!std::ranges::all_of(predicate.any, one_holds)) return false;
  return std::ranges::none_of(predicate.none, [&](const std::vector<AnyTerm>& group) {
    return std::ranges::all_of(group, one_holds);
  });
}

}  // namespace lapse::rules
