#include "adapters/sql/story_store.h"

#include "adapters/sql/migrate.h"

namespace lapse::adapters::sql {

StoryStore::StoryStore() : store_(parse_url("sqlite::memory:"), Access::create) {
  migrate(store_.database());
}

void StoryStore::tell(const std::vector<engine::ToldLadder>& ladders) {
  std::vector<std::vector<rules::Value>> rows;
  for (const auto& ladder : ladders) {
    rows.push_back(
        {std::int64_t{ladder.step}, ladder.rule, ladder.promised_at, ladder.handed_at, ladder.account});
  }
  if (rows.empty()) return;
  Database& database = store_.database();
  database.begin();
  database.execute_many(
      "UPDATE account SET warned_step = :step, warned_rule = :rule, promised_at = :promised, handed_at = "
      ":handed"
      " WHERE id = :account",
      {"step", "rule", "promised", "handed", "account"}, rows);
  database.commit();
}

}  // namespace lapse::adapters::sql
