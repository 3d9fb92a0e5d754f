// Where the accounts feed is behind what a person said of an account: a join changes the organisation at
// once, and the export of the day after may have the old one still. A person wins over a feed: what the join
// said stays while the feed says what the account had before it, or between it and a join after it. Once the
// feed says something else, or tells of a newer join itself, it is believed again.
#pragma once

#include <string>

#include "adapters/sql/database.h"
#include "engine/deed.h"
#include "rules/model.h"

namespace lapse::adapters::sql {

// The deed changes the account: what was known before it is what the feed says, now or next.
void note_behind(Database& database, const engine::DeedFacts& facts, const engine::DeedChange& change);

// Whoever comes by this event in the staged accounts, after all that is known of them: the feed tells where
// they came to, even where they were before. `event` needs an organisation.
void believe_newer(Database& database, const rules::Event& event);

// Before staged accounts are compared with what is known: where the feed has moved on, it is believed;
// elsewhere the staged rows get what the account has.
void correct_what_is_behind(Database& database);

}  // namespace lapse::adapters::sql
