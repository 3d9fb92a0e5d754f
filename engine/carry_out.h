// Carrying out a run that is planned, alone or beside other engines that share its lease.
//
// Share   An engine claims a range of the plan, carries it out chunk by chunk, and claims the next
// (shares.h).
//         Who finds everything claimed waits: a claim that lapses is taken over.
// Order   Moves that take a person's mail away come first, and nothing runs beside them: everything else asks
//         who owns a site and still reads. So the end is the same whoever did what.
// Purges  Where they are recorded (purge_record.h), only the engine that leads carries them out: the others
// may
//         be on hosts without the record. They wait for it, and leave when its lease lapses.
// Atomic  One transaction per chunk of `chunk_rows` accounts; killed anywhere, what was not committed is done
//         by somebody else.
// Errors  StoreError; Fenced when another engine has taken over.
#pragma once

#include "engine/pass.h"

namespace lapse::engine {

enum class CarriedOut {
  all,
  interrupted,  // asked to stop, or the clock jumped, after a chunk
  left          // whoever led the run has given back the lease
};

enum class Part { leads, joined };

// `mine` is raised by what this engine did of it.
CarriedOut carry_out(Hands& hands, const Run& run, const rules::Policy& policy, std::int64_t chunk_rows,
                     Part part, ChunkResult& mine);

// The policy of an edition that is stored; nullopt: it is not there, or this version cannot read it.
std::optional<rules::Policy> stored_policy(const Store& store, const std::string& hash);

}  // namespace lapse::engine
