// One account with everything that rules and people may know of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/sql/database.h"
#include "engine/views.h"

namespace lapse::adapters::sql {

std::optional<engine::AccountView> read_account(Database& database, const std::string& id);
// Without an account of that id, all with that e-mail address: that reads every account.
std::vector<engine::AccountView> find_accounts(Database& database, const std::string& id_or_email);

}  // namespace lapse::adapters::sql
