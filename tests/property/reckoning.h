// What a policy asks for at one instant, reckoned person by person from the words of the design.
//
// Straight and slow: no bounds turned round, no groups, no SQL. It knows the population as it was made up,
// not as it was stored, so that it also checks what the store tells of an account.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/model.h"
#include "schedules/instant.h"
#include "tests/property/population.h"

namespace lapse::tests {

class Reckoning {
 public:
  Reckoning(const rules::Policy& policy, const Population& population, schedules::Instant as_of);

  // "" for nothing, "move mark-inactive", "warn delete-inactive 14 for 2026-07-20 merging 60 30".
  std::string treatment(const Inhabitant& who) const;

  // In the rule's reach, and every period has ended by the day, and every day told has come.
  bool acts_by(const rules::Rule& rule, const Inhabitant& who, schedules::Day day) const;

  // The first warning is due, and there is no address for it.
  bool unreachable(const rules::Rule& rule, const Inhabitant& who) const;

 private:
  bool in_reach(const rules::Rule& rule, const Inhabitant& who) const;
  bool holds(const rules::Condition& condition, const Inhabitant& who) const;
  bool is_in(const rules::Condition& condition, const Inhabitant& who) const;
  std::string fact(rules::Field field, const Inhabitant& who) const;
  bool any(const std::vector<rules::AnyOf>& conditions, const Inhabitant& who) const;
  bool is_about(const rules::Rule& rule, const Inhabitant& who) const;
  bool held(const Inhabitant& who) const;
  bool sole_owner(const Inhabitant& who) const;
  bool can_act(const std::string& account) const;
  bool has_address(rules::Recipient recipient, const Inhabitant& who) const;
  bool has_site_owner(const Inhabitant& who) const;
  bool reachable(const rules::Rule& rule, const Inhabitant& who) const;
  bool reachable(const rules::Rule& rule, int step, const Inhabitant& who) const;
  bool destructive(const std::string& state) const;
  bool may_move(const rules::Rule& rule, const Inhabitant& who) const;
  bool all_told(const rules::Rule& rule, const Inhabitant& who) const;
  std::string warning(const rules::Rule& rule, const Inhabitant& who) const;
  std::vector<int> owed(const rules::Rule& rule, const Inhabitant& who) const;
  schedules::Day first_day(const rules::Rule& rule, const Inhabitant& who) const;
  schedules::Day first_day_told(const rules::Rule& rule, const Inhabitant& who) const;

  const rules::Policy& policy_;
  const Population& population_;
  schedules::Instant as_of_;
  schedules::Day today_;
};

}  // namespace lapse::tests
