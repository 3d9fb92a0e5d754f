// One edition follows another while people are under way: whose ladder begins anew, and who hears that a date
// he was told holds no longer.
#pragma once

#include "adapters/sql/database.h"
#include "adapters/sql/journal_table.h"
#include "rules/model.h"

namespace lapse::adapters::sql {

// The template that says so.
inline constexpr std::string_view kDateWithdrawn = "date-withdrawn";

// Seals what it writes into the journal. No date that was told is forgotten: all of them bind (INV12).
//   - Whom the rule that warned him is not about any more, by name, state or conditions: his ladder ends.
//   Where
//     he was told a date and no other rule is about him, the people whom the old rule told hear that it holds
//     no longer.
//   - Whom a rule is about that has a shorter period now, with fresh_warnings: his ladder begins anew.
void follow(Database& database, const rules::Policy& policy, const Stamp& stamp);

}  // namespace lapse::adapters::sql
