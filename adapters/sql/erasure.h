// Erasing the persons of accounts that are purged, wherever their particulars were copied to (INV10).
//
// Gone are the particulars of the account, what notices, staging, holds and deeds say of the person, and what
// effects were answered. What stays: the id, states and dates, who did what (the operators), teams'
// addresses.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "adapters/sql/database.h"
#include "adapters/sql/journal_table.h"
#include "engine/tombstone.h"

namespace lapse::adapters::sql {

// What the account's own row is to forget: a list of assignments.
inline constexpr std::string_view kForgetAccount =
    "email = '', display_name = '', personal_email = '', mobile = ''";

// By id: who was purged once already, which the journal does not know of. When he had been deleted is taken
// from there, and he is buried no earlier than he was.
using PurgedBefore = std::unordered_map<std::string, engine::Tombstone>;

// Of the accounts of these journal rows, each a move into a final state, at `at`; all but the account's own
// row, which is still to say who is buried: returned.
std::vector<engine::Tombstone> erase_copies(Database& database, SeqRange rows, std::int64_t at,
                                            const engine::TombstoneKey& key, const PurgedBefore& before = {});

// A notice that was still on its way at the purge says no more of the person once it is settled.
void erase_settled(Database& database, const std::vector<std::int64_t>& notices);

}  // namespace lapse::adapters::sql
