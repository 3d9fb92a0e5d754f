// Ladders that begin anew: the accounts enter a new epoch, and what they were told before counts no longer.
#pragma once

#include "adapters/sql/database.h"
#include "adapters/sql/journal_table.h"
#include "rules/model.h"
#include "rules/selection.h"

namespace lapse::adapters::sql {

enum class Promise {
  kept,
  forgotten
};  // a date once told, after a change that the person did not make, still binds

// The accounts of these journal rows, which must show the new epoch already.
void restart_ladders(Database& database, SeqRange rows, Promise promise);

// Accounts that were warned by a rule that is not about them, or not any more; `cause` goes into the journal.
// The rows are for the caller to seal.
SeqRange restart_orphaned_ladders(Database& database, const rules::Policy& policy, const Stamp& stamp,
                                  const std::string& cause);

// Accounts in `held`, each of which has a hold. Seals the rows.
void restart_held_ladders(Database& database, const rules::Predicate& held, const Stamp& stamp);

}  // namespace lapse::adapters::sql
