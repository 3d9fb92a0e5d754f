// The question which shared mailboxes are without usable people (engine/ownership.h). Reads all of them: for
// people who ask, not for a night.
#pragma once

#include "adapters/sql/database.h"
#include "engine/ownership.h"
#include "engine/transaction.h"
#include "rules/model.h"

namespace lapse::adapters::sql {

// In the order of their ids.
void read_mailbox_risks(Database& database, const rules::Policy& policy,
                        const engine::Visit<engine::MailboxRisk>& visit);

}  // namespace lapse::adapters::sql
