// Where the accounts feed is behind what a person said of an account: a join changes the organisation at
// once, and the export of the day after may have the old one still. A person wins over a feed: what the join
// said stays until the feed says something other than it did then. From there on the feed is believed again.
#pragma once

#include <string>

#include "adapters/sql/database.h"
#include "engine/deed.h"

namespace lapse::adapters::sql {

// The deed changes the account: what was known before it is what the feed says.
void note_behind(Database& database, const engine::DeedFacts& facts, const engine::DeedChange& change);

// Before staged accounts are compared with what is known: where the feed has moved on, it is believed;
// elsewhere the staged rows get what the account has.
void correct_what_is_behind(Database& database);

}  // namespace lapse::adapters::sql
