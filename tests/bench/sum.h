// What a database holds after a night, as text that is equal when the accounts, the journal of the night and
// the outbox are: counts, and a digest over the rows in the order of their accounts.
#pragma once

#include <string>

#include "adapters/sql/database.h"

namespace lapse::tests {

std::string sum_of(adapters::sql::Database& database);

}  // namespace lapse::tests
