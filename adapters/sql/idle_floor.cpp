#include "adapters/sql/idle_floor.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <vector>

#include "adapters/sql/any_of_each.h"
#include "adapters/sql/recipients.h"
#include "rules/compile.h"

namespace lapse::adapters::sql {
namespace {

using rules::Column;
using rules::Term;

constexpr std::int64_t kPage = 20000;
constexpr std::size_t kIdsAtOnce = 500;

bool leads_to_index(const Term& term) {
  constexpr std::array kBefore{Column::id, Column::state, Column::warned_step, Column::kind};
  return !term.recheck && std::ranges::find(kBefore, term.column) != kBefore.end();
}

bool asks_of_last_use(const Term& term) {
  return !term.recheck && term.column == Column::idle_since &&
         (term.op == rules::Op::less || term.op == rules::Op::at_most);
}

// Read first, and without a lock: whoever is at work on one of the accounts that are passed over keeps nobody
// waiting. Then by id: a database that guesses how many there are would read everybody to change a few.
std::int64_t raise(Database& database, const std::string& those, const Binds& binds) {
  std::vector<std::string> ids;
  database.each<std::string>("SELECT a.id " + those, binds,
                             [&ids](const std::string& id) { ids.push_back(id); });
  const auto page = static_cast<std::int64_t>(ids.size());
  while (!ids.empty()) {
    const std::size_t some = std::min(ids.size(), kIdsAtOnce);
    const auto last = list_sql({ids.end() - static_cast<std::ptrdiff_t>(some), ids.end()}, "id");
    database.execute("UPDATE account SET idle_floor = idle_since WHERE id IN " + last.list, last.binds);
    ids.resize(ids.size() - some);
  }
  return page;
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
  const std::string those =
      "FROM account a WHERE " + condition.sql + " AND a.idle_floor < :bound" + kOrderByIdle + " LIMIT :page";
  const Binds binds = condition.binds + Binds{{"bound", asked->values.front()}, {"page", kPage}};
  while (raise(database, those, binds) == kPage) continue;
}

}  // namespace lapse::adapters::sql
