// The fencing token: whoever does not hold the latest one granted writes nothing (INV16).
#pragma once

#include <cstdint>

#include "adapters/sql/database.h"

namespace lapse::adapters::sql {

inline constexpr std::string_view kEngineName = "engine";  // of the only row of `engine` and `lease`

// Inside a transaction: throws engine::Fenced unless `fence` is the latest.
void require_fence(Database& database, std::int64_t fence);
// The same, and the lease lasts until then at least.
void renew_fence(Database& database, std::int64_t fence, schedules::Instant until);
// The same beside others who do just this; whoever grants the lease anew waits for all of them.
void share_fence(Database& database, std::int64_t fence);

// At this moment, by what everybody can see.
bool lease_lasts(Database& database, schedules::Instant until);

// For a person, who has no lease: waits for the transaction of the engine that is under way, and keeps others
// out until the end of this one.
void begin_alone(Database& database);

}  // namespace lapse::adapters::sql
