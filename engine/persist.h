// Going on where the database was lost, or where another transaction was in the way.
//
// A lost connection is an unknown outcome, not a failure: what was asked may have been done. So nothing is
// ever sent again blindly; the work begins anew by reading what is there.
//
// Bounds  kAttempts attempts, with a wait for the server between them (Store::reconnect); then the error
//         goes on to the caller.
#pragma once

#include <string>

#include "engine/pass.h"
#include "engine/store.h"

namespace lapse::engine {

inline constexpr int kAttempts = 5;

// Makes the next attempt possible after `error`, or throws it again when there is no use in one.
void prepare_again(Hands& hands, const StoreError& error, int attempts);

// REQUIRES that `work` begins by looking at what it finds: it may have been done already, wholly or in part.
template <class Work>
auto persist(Hands& hands, const Work& work) {
  for (int attempts = 1;; ++attempts) {
    try {
      return work();
    } catch (const StoreError& error) {
      prepare_again(hands, error, attempts);
    }
  }
}

// Commits. When the answer is lost, `was_made` looks whether the commit was made; if it was not, the error
// goes on.
template <class WasMade>
void commit(Hands& hands, Transaction& transaction, const WasMade& was_made) {
  try {
    transaction.commit();
  } catch (const StoreError& error) {
    if (error.kind() != StoreError::Kind::lost) throw;
    prepare_again(hands, error, 1);
    if (!was_made())
      throw StoreError(error.what(), StoreError::Kind::conflict);  // surely nothing was changed
  }
}

}  // namespace lapse::engine
