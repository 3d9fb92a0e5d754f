// The fencing token: whoever does not hold the latest one granted writes nothing (INV16).
#pragma once

#include <cstdint>

#include "adapters/sql/database.h"

namespace lapse::adapters::sql {

inline constexpr std::string_view kEngineName = "engine";  // of the only row of `engine` and `lease`

// Inside a transaction: throws engine::Fenced unless `fence` is the latest.
void require_fence(Database& database, std::int64_t fence);

}  // namespace lapse::adapters::sql
