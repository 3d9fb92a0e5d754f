#include "engine/join.h"

#include "engine/persist.h"

namespace lapse::engine {

std::optional<Run> run_to_join(Store& store, schedules::Instant now) {
  const Lease lease = store.lease();
  if (lease.holder.empty() || lease.until <= now) return std::nullopt;
  const auto runs = store.runs(1);
  if (runs.empty() || runs.front().status != Run::Status::running) return std::nullopt;
  // Whoever took over since may still find that the run is out of date.
  if (runs.front().fence != lease.fence) return std::nullopt;
  return runs.front();
}

Joined join(Hands& hands, const Run& run, std::int64_t chunk_rows) {
  const auto policy = persist(hands, [&] { return stored_policy(hands.store, run.edition); });
  if (!policy) {
    throw PassRefused("run " + std::to_string(run.id) + " goes by edition " + run.edition +
                      ", which this version of lapse cannot read; install the version of the engine that "
                      "leads, on every host");
  }
  hands.observer.on("run-joined", "joining run " + std::to_string(run.id));
  Joined joined{run, CarriedOut::all, {}};
  joined.end = carry_out(hands, run, *policy, chunk_rows, Part::joined, joined.mine);
  return joined;
}

}  // namespace lapse::engine
