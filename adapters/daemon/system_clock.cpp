#include "adapters/daemon/system_clock.h"

#include <chrono>
#include <thread>

namespace lapse::adapters::daemon {

schedules::Instant SystemClock::now() const {
  using std::chrono::floor;
  using std::chrono::seconds;
  using std::chrono::system_clock;
  return {floor<seconds>(system_clock::now()).time_since_epoch().count()};
}

void SystemClock::pause() const {
  std::this_thread::sleep_for(std::chrono::seconds(1));
}

}  // namespace lapse::adapters::daemon
