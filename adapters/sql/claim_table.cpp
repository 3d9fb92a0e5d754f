#include "adapters/sql/claim_table.h"

#include "engine/shares.h"

namespace lapse::adapters::sql {

void ClaimTable::take(const engine::Run& run, const engine::Lease& lease, engine::Chunk share,
                      schedules::Instant until) {
  // Whoever claims this range has seen that the claim on it is over: it lapsed, or its lease did.
  const std::int64_t lapsed = until.seconds - engine::kClaimSeconds;
  database_.execute(
      "DELETE FROM claim WHERE run = :run AND (worker = :worker OR (first_position = :first"
      " AND (until_at <= :lapsed OR fence <> :fence)))",
      {{"run", run.id},
       {"worker", lease.holder},
       {"first", share.first},
       {"lapsed", lapsed},
       {"fence", lease.fence}});
  database_.execute(
      "INSERT INTO claim (run, first_position, last_position, worker, fence, until_at)"
      " VALUES (:run, :first, :last, :worker, :fence, :until)",
      {{"run", run.id},
       {"first", share.first},
       {"last", share.last},
       {"worker", lease.holder},
       {"fence", lease.fence},
       {"until", until.seconds}});
}

void ClaimTable::give_back(const engine::Run& run, const engine::Lease& lease) {
  database_.execute("DELETE FROM claim WHERE run = :run AND worker = :worker",
                    {{"run", run.id}, {"worker", lease.holder}});
}

void ClaimTable::forget_other_runs(std::int64_t run) {
  database_.execute("DELETE FROM claim WHERE run <> :run", {{"run", run}});
}

std::vector<engine::Claim> ClaimTable::all(std::int64_t run) {
  std::vector<engine::Claim> claims;
  database_.each<Number, Number, std::string, Number, Number>(
      "SELECT first_position, last_position, worker, fence, until_at FROM claim WHERE run = :run"
      " ORDER BY first_position",
      {{"run", run}}, [&](Number first, Number last, const std::string& worker, Number fence, Number until) {
        claims.push_back({first, last, worker, fence, {until}});
      });
  return claims;
}

std::vector<engine::Chunk> ClaimTable::done(std::int64_t run) {
  std::vector<engine::Chunk> chunks;
  database_.each<Number, Number>(
      "SELECT first_position, last_position FROM chunk WHERE run = :run ORDER BY first_position",
      {{"run", run}}, [&](Number first, Number last) { chunks.push_back({first, last}); });
  return chunks;
}

}  // namespace lapse::adapters::sql
