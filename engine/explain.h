// Why an account is what it is, and what happens to it next and when (E27): in memory, from the same
// predicates.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/effect.h"
#include "engine/gates.h"
#include "engine/journal.h"
#include "engine/records.h"
#include "engine/rulebook.h"
#include "engine/views.h"

namespace lapse::engine {

struct Clause {
  bool holds = false;
  std::string says;                     // "90 days since last used"
  std::string value;                    // "last used 2026-01-01 10:00 GMT"
  std::optional<schedules::Day> turns;  // first day on which it holds, when it is a matter of time
};

struct RuleAccount {  // one rule, as it stands to this account
  std::string rule;
  std::string says;
  bool concerns = false;  // state and conditions are met; only time, warnings or holds are between
  std::vector<Clause> clauses;
  std::optional<schedules::Day> earliest;  // the day it could act if nothing changes
};

struct Explanation {
  AccountView account;
  schedules::Instant as_of;
  std::string meaning;  // of the state
  std::vector<RuleAccount> rules;
  std::vector<std::string> story;     // what happened, oldest first, one sentence each
  std::vector<std::string> warnings;  // told so far in this epoch, one sentence each
  std::vector<EffectView>
      effects;  // what its moves asked to be done elsewhere, oldest first; the caller's to add
  std::vector<DeedView> deeds;      // what people did to it, oldest first; the caller's to add, too
  std::optional<std::string> next;  // "deleted on Thursday 2 July 2026 from 10:00 by delete-inactive"
  std::optional<schedules::Instant> next_at;
  std::optional<schedules::Instant> restorable_until;
};

Explanation explain(const Rulebook& book, const Watch& watch, const AccountView& account,
                    const std::vector<NoticeView>& notices, const std::vector<JournalRow>& journal,
                    schedules::Instant as_of);

}  // namespace lapse::engine
