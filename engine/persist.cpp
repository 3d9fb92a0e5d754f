#include "engine/persist.h"

namespace lapse::engine {

void prepare_again(Hands& hands, const StoreError& error, int attempts) {
  const bool useful = error.kind() == StoreError::Kind::lost || error.kind() == StoreError::Kind::conflict;
  if (!useful || attempts >= kAttempts) throw;
  if (error.kind() == StoreError::Kind::conflict) return;
  hands.observer.on("database-lost", std::string(error.what()) + "; connecting again");
  hands.store.reconnect();
  hands.observer.on("database-back",
                    "connected again; what was done is looked up before anything is done twice");
}

}  // namespace lapse::engine
