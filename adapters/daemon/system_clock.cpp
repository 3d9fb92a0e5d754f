#include "adapters/daemon/system_clock.h"

#include <sys/timex.h>

#include <chrono>
#include <thread>

namespace lapse::adapters::daemon {

schedules::Instant SystemClock::now() const {
  using std::chrono::floor;
  using std::chrono::seconds;
  using std::chrono::system_clock;
  return {floor<seconds>(system_clock::now()).time_since_epoch().count()};
}

std::int64_t SystemClock::steady() const {
  using std::chrono::floor;
  using std::chrono::seconds;
  using std::chrono::steady_clock;
  return floor<seconds>(steady_clock::now().time_since_epoch()).count();
}

std::optional<bool> SystemClock::synchronised() const {
  timex asked{};  // modes 0: nothing is changed, and everybody may ask
  const int state = ::adjtimex(&asked);
  if (state < 0) return std::nullopt;
  return state != TIME_ERROR && (static_cast<unsigned>(asked.status) & STA_UNSYNC) == 0;
}

void SystemClock::pause() const {
  std::this_thread::sleep_for(std::chrono::seconds(1));
}

}  // namespace lapse::adapters::daemon
