// Which ranges of a plan somebody is at work on, and which are done.
#pragma once

#include <string>
#include <vector>

#include "adapters/sql/database.h"
#include "engine/records.h"

namespace lapse::adapters::sql {

class ClaimTable {
 public:
  explicit ClaimTable(Database& database) : database_(database) {}

  // The only claim of this worker from now on. StoreError (conflict) when another one has just made it.
  void take(const engine::Run& run, const engine::Lease& lease, engine::Chunk share,
            schedules::Instant until);
  void give_back(const engine::Run& run, const engine::Lease& lease);
  void forget_other_runs(std::int64_t run);

  std::vector<engine::Claim> all(std::int64_t run);
  std::vector<engine::Chunk> done(std::int64_t run);

 private:
  Database& database_;
};

}  // namespace lapse::adapters::sql
