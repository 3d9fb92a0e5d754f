// What one instant asks for, as a numbered list of set-based pieces of work.
//
// Pure: equal policy, instant, permission and scope give equal work under equal numbers, so a run that was
// killed finds its work again from the stored edition. Nothing here looks at accounts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rules/due.h"
#include "rules/model.h"
#include "rules/selection.h"

namespace lapse::engine {

// One message template to some recipients, for every account that is moved or warned (and meets `when`).
struct Announcement {
  std::string send;
  std::vector<rules::Recipient> to;
  std::optional<rules::Predicate> when;
};

// How long people can bring an account back from this state; 0: they cannot.
std::int64_t restorable_seconds(const rules::Policy& policy, const std::string& state);

Announcement announcement_of(const rules::Tell& tell, const rules::Policy& policy);

struct Work {
  int number = 0;
  rules::Treatment treatment;
  rules::Predicate predicate;
  std::vector<Announcement> announcements;
  std::vector<std::string> effects;  // a move's, in this order
  bool final = false;                // the move erases personal data
  int lead_days = 0;  // warn: days that must lie between handing the message and the date in it
  std::int64_t restorable_seconds =
      0;  // move: how long a person can bring the account back; 0 where nobody can
};

// `anybody` covers exactly what `works` cover; where it selects nobody, none of them needs to be asked.
struct WorkGroup {
  std::optional<rules::Predicate> anybody;
  std::vector<Work> works;
};

// Narrows a pass: one rule, one account. Empty means all.
struct Scope {
  std::string rule;
  std::string account;
};

// What a pass may do beside warnings and moves that are neither.
struct Permission {
  bool destructive = true;  // moves into destructive states
  bool marking = true;      // moves that count from the last use
};

// Whether some period of the rule counts from the last use.
bool counts_from_last_use(const rules::Rule& rule);

// Moves first, rule by rule, then warnings. Moves without permission are left out; their numbers are not
// given to other work.
std::vector<WorkGroup> work_due(const rules::Policy& policy, schedules::Instant as_of, Permission permission,
                                const Scope& scope);

}  // namespace lapse::engine
