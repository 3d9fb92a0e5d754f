// Which accounts a rule treats alike at one instant, as data: no SQL, no code.
//
// A Selection is read twice: rules/compile.h makes a parameterised SQL condition of it, rules/evaluate.h
// decides it for one account in memory. Both must select the same accounts; tests/rules/one_meaning_test.cpp
// holds them to it.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "rules/model.h"
#include "schedules/day.h"
#include "schedules/instant.h"

namespace lapse::rules {

// What a term may compare. Instants are UTC seconds, 0 where there is none.
enum class Column {
  id,
  state,
  kind,
  organisation,
  organisation_type,
  administered_by,
  email,
  personal_email,
  mobile,
  display_name,
  created_at,
  last_login_at,
  idle_since,
  state_since,
  warned_step,  // smallest step told in this epoch, 0 when none
  warned_rule,
  promised_at,  // local midnight of the latest date told in this epoch
  handed_at,    // when the step told last was handed, 0 when it is still on its way
  missing_since,
  held_at,     // with the instant: 1 while a hold is on then, or ended after the last warning was handed
  sole_owner,  // 1 for the only owner of some shared mailbox: others who are lost do not count
  reachable,   // with recipients: 1 when at least one of them has an address
};

// `before` is less, and not 0: what never was is before nothing.
enum class Op { equal, not_equal, less, at_most, greater, at_least, before, not_before, one_of, none_of };

using Value = std::variant<std::int64_t, std::string>;

struct Term {
  Column column = Column::state;
  Op op = Op::equal;
  std::vector<Value> values = {};          // exactly one, but for one_of and none_of
  std::int64_t at = 0;                     // held_at: the instant asked about
  std::vector<Recipient> recipients = {};  // reachable: which
  std::vector<std::string> lost = {};      // reachable, sole_owner: states whose holders do nothing any more
  bool recheck = false;  // another term finds the accounts faster: no index is to be looked up for this one
};

using AnyTerm = std::vector<Term>;  // at least one holds

// True for an account when all of `all` and of `any` hold, and no group in `none` holds as a whole.
struct Predicate {
  std::vector<Term> all;
  std::vector<std::vector<AnyTerm>> none;
  std::vector<AnyTerm> any = {};
};

struct Treatment {
  enum class Kind { move, warn };
  Kind kind = Kind::move;
  std::string rule;
  std::string from;
  std::string to;
  int step = 0;             // warn: the step the message is labelled with
  schedules::Day date;      // warn: D_eff, the day from which the rule may act
  std::vector<int> merged;  // warn: larger steps it stands for, descending
};

struct Selection {
  Treatment treatment;
  Predicate predicate;
};

}  // namespace lapse::rules
