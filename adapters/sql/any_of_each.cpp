#include "adapters/sql/any_of_each.h"

#include <algorithm>
#include <string>

namespace lapse::adapters::sql {
namespace {

using rules::Column;

// Empty where no index but that of the ids fits.
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

}  // namespace

rules::Compiled any_of_each(const std::vector<rules::Predicate>& questions) {
  rules::Compiled statement;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const std::string place = "q" + std::to_string(i);
    const auto condition = rules::compile(questions[i], "a", place + "_");
    statement.sql += (i == 0 ? "SELECT :" : " UNION ALL SELECT :") + place +
                     ", COALESCE((SELECT 1 FROM account a WHERE " + condition.sql +
                     order_of_index(questions[i]) + " LIMIT 1), 0)";
    statement.binds.push_back({place, static_cast<std::int64_t>(i)});
    statement.binds.insert(statement.binds.end(), condition.binds.begin(), condition.binds.end());
  }
  return statement;
}

}  // namespace lapse::adapters::sql
