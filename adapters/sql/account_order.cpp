#include "adapters/sql/account_order.h"

#include <algorithm>

namespace lapse::adapters::sql {

using rules::Column;

std::string order_of_index(const rules::Predicate& question) {
  const auto looks_up = [&question](Column column) {
    return std::ranges::any_of(
        question.all, [column](const rules::Term& term) { return term.column == column && !term.recheck; });
  };
  if (!looks_up(Column::state) || looks_up(Column::id)) return "";
  if (looks_up(Column::promised_at)) return " ORDER BY a.state, a.warned_step, a.promised_at";
  if (looks_up(Column::idle_since)) return kOrderByIdle;
  if (looks_up(Column::state_since)) return " ORDER BY a.state, a.warned_step, a.state_since";
  return "";
}

}  // namespace lapse::adapters::sql
