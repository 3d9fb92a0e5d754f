// One chunk of a plan, carried out inside the database: journal rows first, then notices, then the accounts.
//
// The journal rows decide who is changed: an account of the chunk that still has the version the plan saw and
// that the work still selects. All the rest follows from them, and as many accounts must change as rows were
// written, or the transaction fails as a whole (INV6).
#pragma once

#include <vector>

#include "adapters/sql/database.h"
#include "adapters/sql/journal_table.h"
#include "engine/records.h"
#include "engine/tombstone.h"
#include "engine/work.h"
#include "rules/model.h"

namespace lapse::adapters::sql {

// What was done, and within which journal numbers: those of the plan rows.
struct CarriedOutChunk {
  engine::ChunkResult result;
  SeqRange rows;
  std::vector<engine::Tombstone> purged;
};

CarriedOutChunk carry_out_chunk(Database& database, const engine::Run& run, const engine::Work& work,
                                const rules::Policy& policy, engine::Chunk chunk,
                                const engine::TombstoneKey& key);

}  // namespace lapse::adapters::sql
