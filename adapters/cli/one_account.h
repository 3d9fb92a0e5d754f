// The account that a person means by an id or an e-mail address.
#pragma once

#include <string>
#include <vector>

#include "engine/store.h"

namespace lapse::adapters::cli {

struct Meant {
  std::vector<engine::AccountView> accounts;
  std::string problem;  // unless there is exactly one; several lines where there are several
};

Meant account_meant(const engine::Store& store, const std::string& id_or_email);

// Why it is not exactly one account.
std::string not_one_account(const std::string& id_or_email, const std::vector<engine::AccountView>& accounts);

}  // namespace lapse::adapters::cli
