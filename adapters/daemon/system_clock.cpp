#include "adapters/daemon/system_clock.h"

#include <chrono>

namespace lapse::adapters::daemon {

schedules::Instant SystemClock::now() const {
  using std::chrono::floor;
  using std::chrono::seconds;
  using std::chrono::system_clock;
  return {floor<seconds>(system_clock::now()).time_since_epoch().count()};
}

}  // namespace lapse::adapters::daemon
