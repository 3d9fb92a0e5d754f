#include "engine/rulebook.h"

#include <algorithm>

namespace lapse::engine {

schedules::Instant next_wakeup(const Rulebook& book, schedules::Instant t) {
  const auto look = schedules::next_after(book.policy.look, t, book.policy.zone);
  if (!book.policy.delete_window) return look;
  const auto opening =
      schedules::next_opening(*book.policy.delete_window, t, book.policy.zone, book.holidays);
  return opening ? std::min(look, *opening) : look;
}

}  // namespace lapse::engine
