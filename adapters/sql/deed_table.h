// Deeds as rows, beside the journal rows of the same numbers (engine/JOURNAL.md).
#pragma once

#include <cstdint>
#include <map>

#include "adapters/sql/database.h"
#include "adapters/sql/journal_table.h"
#include "engine/journal.h"
#include "engine/store.h"

namespace lapse::adapters::sql {

class DeedTable {
 public:
  explicit DeedTable(Database& database) : database_(database) {}

  // Gives the deed its salt and the digest of its words. Returns what its journal row is sealed with.
  DeedDigests write(engine::DeedRow deed);
  // The same deed, of nothing but a reason, for each of these journal rows.
  DeedDigests write_reason(SeqRange rows, const std::string& reason);

  void read(const engine::Visit<engine::DeedRow>& visit);  // in the order of their numbers
  DeedDigests digests();

 private:
  std::map<std::int64_t, engine::DeedRow> page_after(std::int64_t last);

  Database& database_;
};

}  // namespace lapse::adapters::sql
