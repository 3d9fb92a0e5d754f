// A made-up population in a fresh database, the same one for the same two numbers: what the night is measured
// on.
//
// Organisations of 90 accounts with a shared mailbox and one or two owners; people in every state and on
// every rung of every ladder; one arrival in the journal and one handed notice for each told step. Exactly
// `due` accounts, scattered over all ids, are due in the night of night_at(): moves of every rule and most
// warnings.
#pragma once

#include <cstdint>

#include "adapters/sql/database.h"
#include "engine/rulebook.h"

namespace lapse::tests {

// Tuesday 16 June 2026, 10:30 in London: the delete window is open.
schedules::Instant night_at();

// The shipped policy with limits so wide that they stop nobody.
engine::Rulebook bench_rulebook();

struct Population {
  std::int64_t accounts = 0;
  std::int64_t due = 0;
};

// Expects an empty, migrated database. Throws std::invalid_argument when there is no room for so many due.
void fill(adapters::sql::Database& database, const engine::Rulebook& book, Population population);

}  // namespace lapse::tests
