#include "adapters/cli/held_lease.h"

#include "adapters/cli/failure.h"
#include "adapters/cli/identity.h"

namespace lapse::adapters::cli {
namespace {

engine::Lease take_or_refuse(engine::Store& store, const engine::Clock& clock) {
  if (auto lease = store.acquire(holder(), clock.now(), engine::kLeaseSeconds, "")) return *lease;
  const engine::Lease other = store.lease();
  if (is_gone(other.holder)) {  // killed: the fencing token keeps it out, whatever it still had in hand
    if (auto lease = store.acquire(holder(), clock.now(), engine::kLeaseSeconds, other.holder)) return *lease;
  }
  throw Refusal(ExitCode::lease_held, "the lease is held by '" + other.holder + "' until " +
                                          schedules::to_string(other.until) +
                                          ", longer if it goes on working; try again later");
}

engine::Lease take(engine::Store& store, const engine::Clock& clock) {
  try {
    return take_or_refuse(store, clock);
  } catch (const engine::StoreError& error) {
    if (error.kind() != engine::StoreError::Kind::conflict) throw;
    throw Refusal(ExitCode::lease_held,
                  "another engine is in the middle of a change and does not finish it: " +
                      std::string(error.what()) + "; the database ends it within a minute, try again then");
  }
}

}  // namespace

HeldLease::HeldLease(engine::Store& store, const engine::Clock& clock)
    : store_(store), lease_(take(store, clock)) {}

HeldLease::~HeldLease() {
  try {
    store_.release(lease_);
  } catch (const std::exception&) {  // NOLINT(bugprone-empty-catch): it runs out by itself
  }
}

}  // namespace lapse::adapters::cli
