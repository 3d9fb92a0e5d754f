// Other accounts that may be in the way of a deed: with the same mobile number, at the same site.
//
// Cost    Two scans of the accounts at most, outside of any transaction, for a restore or a join: a few in a
//         day. For a file of them, one scan for some hundred lines. Indexes on the address and on the digits
//         of the number were tried: sign-ins do not change them, but whoever is warned or moved gets a new
//         row version, which PostgreSQL enters in every index. A night of 15,000 of a million accounts wrote
//         a quarter more log for them (244 to 308 MB) and took a fifth longer.
// Exact   What is found is read again by its id at the desk, with what other desks did meanwhile.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "adapters/sql/database.h"
#include "engine/deed.h"
#include "rules/model.h"

namespace lapse::adapters::sql {

engine::Candidates find_candidates(Database& database, const engine::Deed& deed, const rules::Event& event,
                                   const rules::Policy& policy);

// The same for many, with one scan.
std::vector<engine::Candidates> find_all_candidates(Database& database,
                                                    const std::vector<engine::Deed>& deeds,
                                                    const rules::Event& event, const rules::Policy& policy);

// Ids of the accounts that are meant by each id or e-mail address: what is no id is looked for in one scan,
// and once more by itself where letters outside of ASCII may be the reason why it was not found.
std::map<std::string, std::vector<std::string>> accounts_meant(Database& database,
                                                               const std::vector<std::string>& ids_or_emails);

std::vector<engine::Other> read_others(Database& database, const std::string& account,
                                       const engine::Candidates& candidates);

}  // namespace lapse::adapters::sql
