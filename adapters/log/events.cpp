#include "adapters/log/events.h"

#include <algorithm>

namespace lapse::adapters::log {

const Event* find_event(std::string_view id) {
  const auto found =
      std::find_if(kEvents.begin(), kEvents.end(), [&](const Event& event) { return event.id == id; });
  return found == kEvents.end() ? nullptr : &*found;
}

}  // namespace lapse::adapters::log
