// What a policy may ask of an account: short sentences over its facts.
#pragma once

#include <string>
#include <vector>

#include "schedules/day.h"

namespace lapse::rules {

// Facts of an account that a condition may name; one table in vocabulary.cpp has their words.
enum class Field {
  kind,
  organisation,
  organisation_type,
  administered_by,
  sole_owner,
  email,
  personal_email,
  mobile,
  display_name,
  created,
  last_login,
  last_used
};

// "kind is user", "organisation_type is not dental_practice or optometry", "sole_owner is yes",
// "mobile is missing", "created is before 2024-01-01".
struct Condition {
  enum class Asks { value, missing, before, after };
  Field field = Field::kind;
  bool negated = false;
  std::vector<std::string> values = {};  // asks value: at least one; sole_owner has exactly "yes" or "no"
  Asks asks = Asks::value;
  // before: earlier than its first moment. after: later than its last. What is missing is neither.
  schedules::Day day = {};
};

// Holds when one of them does; at least one.
using AnyOf = std::vector<Condition>;

}  // namespace lapse::rules
