// What people did to an account, for whoever looks.
#pragma once

#include <string>
#include <vector>

#include "adapters/sql/database.h"
#include "engine/views.h"

namespace lapse::adapters::sql {

std::vector<engine::DeedView> read_deeds(Database& database, const std::string& account);  // oldest first

}  // namespace lapse::adapters::sql
