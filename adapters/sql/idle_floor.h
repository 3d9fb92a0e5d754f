// account.idle_floor: an instant that idle_since never falls below. It stands in the index in place of
// idle_since, so that a sign-in changes no index.
//
// Floors fall behind as accounts are used. Whoever is only found by a floor that fell behind is read in vain,
// so the night raises these floors before it asks. A floor that was never raised costs time, and loses
// nobody.
#pragma once

#include "adapters/sql/database.h"
#include "rules/selection.h"

namespace lapse::adapters::sql {

// The floors of those whom `question` would find, and who were used since. Changes nothing else.
void raise_idle_floors(Database& database, const rules::Predicate& question);

}  // namespace lapse::adapters::sql
