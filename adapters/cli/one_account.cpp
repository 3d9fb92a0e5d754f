#include "adapters/cli/one_account.h"

#include <algorithm>

#include "rules/diagnostic_findings.h"

namespace lapse::adapters::cli {
namespace {

constexpr std::size_t kListed = 20;

std::string listed(const std::vector<engine::AccountView>& accounts) {
  std::string text;
  for (std::size_t i = 0; i < std::min(accounts.size(), kListed); ++i) {
    const engine::AccountView& account = accounts[i];
    text += "\n  lapse explain " + account.facts.id + "   (" + account.facts.kind + ", " +
            account.facts.state + ")";
  }
  return text;
}

}  // namespace

std::string not_one_account(const std::string& id_or_email,
                            const std::vector<engine::AccountView>& accounts) {
  if (accounts.empty()) {
    return "no account has the id or the e-mail address " + rules::quote(id_or_email) +
           "; ids are those of the accounts feed, and purged accounts have no address any more";
  }
  return std::to_string(accounts.size()) + " accounts have the address " + rules::quote(id_or_email) +
         "; choose one by its id:" + listed(accounts);
}

Meant account_meant(const engine::Store& store, const std::string& id_or_email) {
  Meant meant{store.accounts(id_or_email), ""};
  if (meant.accounts.size() != 1) meant.problem = not_one_account(id_or_email, meant.accounts);
  return meant;
}

}  // namespace lapse::adapters::cli
