#include "adapters/sql/idle_floor.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "adapters/sql/spelling.h"
#include "rules/compile.h"

namespace lapse::adapters::sql {
namespace {

using rules::Column;
using rules::Term;

constexpr std::int64_t kPage = 20000;

bool leads_to_index(const Term& term) {
  constexpr std::array kBefore{Column::id, Column::state, Column::warned_step, Column::kind};
  return !term.recheck && std::ranges::find(kBefore, term.column) != kBefore.end();
}

bool asks_of_last_use(const Term& term) {
  return !term.recheck && term.column == Column::idle_since &&
         (term.op == rules::Op::less || term.op == rules::Op::at_most);
}

}  // namespace

void raise_idle_floors(Database& database, const rules::Predicate& question) {
  rules::Predicate used_since;
  std::ranges::copy_if(question.all, std::back_inserter(used_since.all), leads_to_index);
  const auto asked = std::ranges::find_if(question.all, asks_of_last_use);
  if (asked == question.all.end()) return;
  Term later = *asked;
  later.op = rules::Op::at_least;
  used_since.all.push_back(later);
  const auto condition = rules::compile(used_since);
  // In pages, in the order of the index: of all at once, a database that guesses from averages would read
  // everybody.
  const UpdateThose update{.table = "account",
                           .key = "id",
                           .set = "idle_floor = idle_since",
                           .those = "SELECT a.id AS that FROM account a WHERE " + condition.sql +
                                    " AND a.idle_floor < :bound ORDER BY a.state, a.warned_step, a.kind,"
                                    " a.idle_floor LIMIT :page"};
  const std::string sql = spell(database.dialect(), update);
  const Binds binds = condition.binds + Binds{{"bound", asked->values.front()}, {"page", kPage}};
  while (database.execute(sql, binds) == kPage) continue;
}

}  // namespace lapse::adapters::sql
