// SIGTERM and SIGINT as a StopFlag, for as long as this object lives.
//
// The chunk in hand is finished and committed. A second signal ends the process at once, as it would without
// this; that is safe too, the next run goes on from there. One object at a time.
#pragma once

#include <csignal>

#include "engine/ports.h"

namespace lapse::adapters::cli {

class StopSignals {
 public:
  explicit StopSignals(engine::StopFlag& stop);
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

 private:
  struct sigaction term_before_{};
  struct sigaction int_before_{};
};

}  // namespace lapse::adapters::cli
