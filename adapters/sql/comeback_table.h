// Who came back after a deletion (engine/comeback.h), written where it is seen.
#pragma once

#include <string>
#include <vector>

#include "adapters/sql/database.h"
#include "adapters/sql/journal_table.h"
#include "engine/comeback.h"
#include "engine/tombstone.h"
#include "rules/model.h"

namespace lapse::adapters::sql {

class ComebackTable {
 public:
  explicit ComebackTable(Database& database) : database_(database) {}

  // Of these journal rows, those that lead out of a destructive state. `how`: "restored", "undone".
  void note(SeqRange rows, const rules::Policy& policy, std::string_view how);

  // Of these arrivals, those who are somebody that is deleted or was purged; returns how many. Of more than
  // kArrivalsAtMost, by their ids alone: that is not a day's arrivals, it is a new database.
  std::int64_t recognise(SeqRange arrivals, const rules::Policy& policy, std::int64_t at,
                         const engine::TombstoneKey& key);

  // By rule, in the order of their names; of deletions and comebacks since then.
  std::vector<engine::FalseDeletions> figures(const rules::Policy& policy, schedules::Instant since);

 private:
  Database& database_;
};

inline constexpr std::int64_t kArrivalsAtMost = 100'000;

}  // namespace lapse::adapters::sql
