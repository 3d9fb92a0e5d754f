// The real clock. Its source is the only file in the product that reads one.
#pragma once

#include "engine/ports.h"

namespace lapse::adapters::daemon {

class SystemClock : public engine::Clock {
 public:
  schedules::Instant now() const override;
  std::int64_t steady() const override;
  std::optional<bool> synchronised() const override;  // as the kernel says; a container may be told nothing
  void pause() const override;
};

}  // namespace lapse::adapters::daemon
