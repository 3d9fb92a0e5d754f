// A predicate as an SQL condition over the table alias `a` (account), values bound by name, never written
// out.
//
// The text uses only what every SQL database understands, and no function on a column, so that an index on
// the columns named can serve it. Bind names are the prefix and a number: :p0, :p1, ...
// What was last used before an instant is found by account.idle_floor, which is never later than idle_since.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/selection.h"

namespace lapse::rules {

struct Bind {
  std::string name;  // without the colon
  Value value;
};

struct Compiled {
  std::string sql;
  std::vector<Bind> binds;
};

// What leads to the accounts. `key`: they are found by their id, and the predicate is only asked of them
// again, written so that no index fits it.
enum class Found { by_index, by_key };

// Never empty: a predicate without terms is `1 = 1`.
Compiled compile(const Predicate& predicate, std::string_view alias = "a", std::string_view prefix = "p",
                 Found found = Found::by_index);

}  // namespace lapse::rules
