// The effects of moves as a table: written set-based with the journal rows that ask for them, claimed and
// settled one by one.
#pragma once

#include <string>
#include <vector>

#include "adapters/sql/database.h"
#include "adapters/sql/journal_table.h"
#include "engine/effect.h"
#include "engine/views.h"

namespace lapse::adapters::sql {

class EffectTable {
 public:
  explicit EffectTable(Database& database) : database_(database) {}

  // One effect of each name for every journal row in `rows`, which are all of one rule or event; passes over
  // those there already. Returns how many it wrote.
  std::int64_t write(const std::vector<std::string>& names, SeqRange rows);

  // Effects that have not gone out and whose accounts have changed their state since.
  void cancel_overtaken();
  std::vector<engine::Effect> claim(schedules::Instant now, int limit);
  void settle(const std::vector<engine::EffectSettlement>& settlements, schedules::Instant now);

  std::vector<engine::EffectView> of(const std::string& account);
  engine::Queue queue();
  std::int64_t next_try_at();  // 0: nothing waits

 private:
  Database& database_;
};

}  // namespace lapse::adapters::sql
