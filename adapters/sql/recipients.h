// Who gets a notice, as SQL over the alias `a` of an account.
#pragma once

#include <string>

#include "adapters/sql/database.h"
#include "engine/work.h"
#include "rules/model.h"

namespace lapse::adapters::sql {

// The letters of some announcements: a row for each recipient, beside account a.
struct LettersSql {
  std::string source;   // of the rows `l` (slot, place, send, recipient); empty: nobody is told
  std::string joins;    // beside a and l: a row for each owner of the site where owners are to be told
  std::string address;  // expression over a, l and the joins; '' or NULL: not told
  Binds binds;
};
// The same template to the same recipient has the same place, however many announcements send it.
LettersSql letters_sql(const std::vector<engine::Announcement>& announcements, const rules::Policy& policy);

struct ExpressionSql {
  std::string expression;
  Binds binds;
};

// The value that the policy routes account a by.
ExpressionSql route_value_sql(const rules::Policy& policy);

// How many notices the announcements would write for account a.
ExpressionSql notices_sql(const std::vector<engine::Announcement>& announcements,
                          const rules::Policy& policy);

// Names of the states that are destructive, or final; a list with its binds: "(:d0, :d1)".
struct ListSql {
  std::string list;
  Binds binds;
};
ListSql list_sql(const std::vector<std::string>& values, const std::string& prefix);
std::vector<std::string> destructive_states(const rules::Policy& policy);
std::vector<std::string> final_states(const rules::Policy& policy);

}  // namespace lapse::adapters::sql
