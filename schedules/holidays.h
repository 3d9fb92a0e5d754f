// Days on which nobody answers the service desk: a sorted set of local days, given by data (E23).
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "schedules/day.h"

namespace lapse::schedules {

class Holidays {
 public:
  Holidays() = default;
  explicit Holidays(std::vector<Day> days);  // in any order, doubles allowed

  bool contains(Day day) const;
  std::optional<Day> last() const;  // the data knows nothing after this day
  std::size_t count() const { return days_.size(); }

 private:
  std::vector<Day> days_;
};

}  // namespace lapse::schedules
