// Who gets a notice, as SQL: one recipient kind is a source of (account, address) pairs over the alias `a`.
#pragma once

#include <string>

#include "adapters/sql/database.h"
#include "engine/work.h"
#include "rules/model.h"

namespace lapse::adapters::sql {

struct RecipientSql {
  std::string joins;    // beside account a; empty, or starting with CROSS JOIN
  std::string address;  // expression
  std::string where;    // never empty
  Binds binds;
  bool several = false;  // an account can have more than one address of this kind
};

RecipientSql recipient_sql(rules::Recipient recipient, const rules::Policy& policy);

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
