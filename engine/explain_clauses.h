// What one rule asks of one account, clause by clause, in the order in which a person would ask.
#pragma once

#include <vector>

#include "engine/explain.h"
#include "engine/explain_outlook.h"

namespace lapse::engine {

// One rule put to one account at one instant. Refers to what the caller keeps.
struct RuleCase {
  const Rulebook& book;
  const rules::Rule& rule;
  const AccountView& account;
  const std::vector<Obstacle>& obstacles;
  const Outlook& outlook;
  schedules::Instant as_of;
};

// Together they hold exactly when a pass at as_of would move the account, guards apart.
std::vector<Clause> clauses_of(const RuleCase& of);

// State and conditions are met, never_touch included.
bool is_concerned(const RuleCase& of);

}  // namespace lapse::engine
