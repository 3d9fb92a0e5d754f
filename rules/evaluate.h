// The same predicate for one account in memory: explain, replay, and the proof that the SQL is right.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rules/selection.h"

namespace lapse::rules {

// What rules may know of one account. Instants are UTC seconds, 0 where there is none.
struct Facts {
  std::string id;
  std::string state;
  std::string kind;
  std::string organisation;
  std::string organisation_type;
  std::string administered_by;
  std::int64_t idle_since = 0;
  std::int64_t state_since = 0;
  std::int64_t warned_step = 0;
  std::string warned_rule;
  std::int64_t promised_at = 0;
  std::int64_t handed_at = 0;
  std::int64_t missing_since = 0;
  struct Held {
    std::int64_t from = 0;
    std::int64_t until = 0;  // 0: until released
  };
  std::vector<Held> holds;
  std::vector<Recipient> addresses;            // of the account itself: those that it has
  std::vector<std::string> site_owner_states;  // states of the other people who own its site's mailbox
  std::vector<std::vector<std::string>> co_owner_states;  // of each mailbox it owns: states of the others
  std::string display_name;
  std::int64_t created_at = 0;
  std::int64_t last_login_at = 0;
};

bool selects(const Predicate& predicate, const Facts& facts);
bool selects(const Term& term, const Facts& facts);

}  // namespace lapse::rules
