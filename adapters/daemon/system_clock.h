// The real clock. Its source is the only file in the product that reads one.
#pragma once

#include "engine/ports.h"

namespace lapse::adapters::daemon {

class SystemClock : public engine::Clock {
 public:
  schedules::Instant now() const override;
  void pause() const override;
};

}  // namespace lapse::adapters::daemon
