#include "schedules/holidays.h"

#include <algorithm>
#include <utility>

namespace lapse::schedules {

Holidays::Holidays(std::vector<Day> days) : days_(std::move(days)) {
  std::sort(days_.begin(), days_.end());
  days_.erase(std::unique(days_.begin(), days_.end()), days_.end());
}

bool Holidays::contains(Day day) const {
  return std::binary_search(days_.begin(), days_.end(), day);
}

std::optional<Day> Holidays::last() const {
  if (days_.empty()) return std::nullopt;
  return days_.back();
}

}  // namespace lapse::schedules
