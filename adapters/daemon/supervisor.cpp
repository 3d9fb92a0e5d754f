#include "adapters/daemon/supervisor.h"

#include <systemd/sd-daemon.h>

#include <algorithm>
#include <cstdint>

namespace lapse::adapters::daemon {

void Systemd::ready() {
  sd_notify(0, "READY=1");
}

void Systemd::stopping() {
  sd_notify(0, "STOPPING=1");
}

void Systemd::status(const std::string& line) {
  std::string state = "STATUS=" + line;
  std::replace(state.begin(), state.end(), '\n', ' ');  // a line of its own would be another command
  sd_notify(0, state.c_str());
}

void Systemd::alive() {
  sd_notify(0, "WATCHDOG=1");
}

std::optional<std::chrono::microseconds> Systemd::watchdog() const {
  std::uint64_t microseconds = 0;
  if (sd_watchdog_enabled(0, &microseconds) <= 0) return std::nullopt;
  return std::chrono::microseconds(static_cast<std::int64_t>(microseconds));
}

}  // namespace lapse::adapters::daemon
