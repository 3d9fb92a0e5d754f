// What a database knows of purges: tombstones, and how far the record of purges goes (engine/purge_record.h).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "adapters/sql/database.h"
#include "adapters/sql/journal_table.h"
#include "engine/purge_record.h"
#include "engine/records.h"
#include "engine/store.h"

namespace lapse::adapters::sql {

class PurgeTable {
 public:
  explicit PurgeTable(Database& database) : database_(database) {}

  void read_tombstones(const engine::Visit<engine::Tombstone>& visit);
  void read_living(const rules::Policy& policy, const engine::Visit<std::string>& account);

  std::string head();
  void note(const engine::RecordNote& note);
  // Claims in the record what this transaction has purged, and notes it. Comes before the commit. Withdraws
  // what an attempt of the same run claimed that was not committed, and nothing else. `record`:
  // nullptr where there is none; then a database that has one is not purged.
  void claim(const std::vector<engine::Tombstone>& purged, const engine::Run& run, std::int64_t block,
             engine::PurgeRecord* record);

  // The journal rows of accounts that are purged once more. REQUIRES a transaction that nobody is beside.
  struct Purged {
    SeqRange rows;
    DeedDigests deeds;
  };
  Purged purge_again(const engine::PurgeOrder& order, const engine::TombstoneKey& key);
  void bury(const std::vector<engine::Tombstone>& stones);

 private:
  Purged purge_some(const engine::PurgeOrder& order, std::span<const engine::Tombstone> accounts,
                    const engine::TombstoneKey& key);
  void move_head(const std::string& head);

  Database& database_;
};

}  // namespace lapse::adapters::sql
