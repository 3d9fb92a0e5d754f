// A worker: an engine that joins the run of another one and carries out a share of it.
//
// Fence   It works under the lease of the engine that leads, and stops with it: Fenced when a third one has
//         taken over.
// Bounds  It imports nothing, plans nothing, finishes no run and sends nothing.
// Errors  StoreError; PassRefused when the edition of the run cannot be read by this version.
#pragma once

#include <optional>

#include "engine/carry_out.h"

namespace lapse::engine {

struct Joined {
  Run run;
  CarriedOut end = CarriedOut::all;
  ChunkResult mine;
};

// The run that is being carried out at this moment by somebody who lives; nullopt: there is none.
std::optional<Run> run_to_join(Store& store, schedules::Instant now);

// `hands.lease` names this worker; its fence is the run's. chunk_rows 0: what suits the database.
Joined join(Hands& hands, const Run& run, std::int64_t chunk_rows = 0);

}  // namespace lapse::engine
