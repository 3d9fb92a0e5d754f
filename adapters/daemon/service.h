// The loop of the daemon: one round after the other, each in its turn, until a signal or a broken
// configuration.
//
// Signals  SIGTERM and SIGINT set `stop`, which the round in hand looks at, and end the loop when it has
// returned. Threads  The work runs in a thread of its own, never twice at once; everything else in the thread
// of run(). Time     A wake-up is an instant of the Clock, looked at again at least every kLookSeconds: a
// machine that slept
//          or a clock that was set right is noticed.
// Errors   What the work throws is a failed round.
#pragma once

#include <functional>

#include "adapters/daemon/round.h"
#include "adapters/daemon/supervisor.h"
#include "engine/ports.h"

namespace lapse::adapters::daemon {

inline constexpr int kLookSeconds = 30;

class Service {
 public:
  using Work = std::function<Round()>;

  Service(Work work, const engine::Clock& clock, engine::Observer& observer, Supervisor& supervisor,
          engine::StopFlag& stop);

  int run();  // 0 after a signal, else the exit code of the broken round

 private:
  class Loop;
  Work work_;
  const engine::Clock& clock_;
  engine::Observer& observer_;
  Supervisor& supervisor_;
  engine::StopFlag& stop_;
};

}  // namespace lapse::adapters::daemon
