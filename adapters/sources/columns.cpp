#include "adapters/sources/columns.h"

#include <array>

namespace lapse::adapters::sources {
namespace {

constexpr std::array kAccountColumns{
    Column{"id", true},     Column{"email", true},       Column{"display_name"},    Column{"kind", true},
    Column{"organisation"}, Column{"organisation_type"}, Column{"administered_by"}, Column{"personal_email"},
    Column{"mobile"},       Column{"created_at", true},  Column{"last_login_at"},   Column{"state"},
    Column{"state_since"},
};
constexpr std::array kLoginColumns{Column{"id", true}, Column{"last_login_at", true}};
constexpr std::array kOrganisationColumns{Column{"code", true}, Column{"type", true}, Column{"name"},
                                          Column{"town"}, Column{"mailbox"}};
constexpr std::array kMembershipColumns{Column{"mailbox", true}, Column{"account", true},
                                        Column{"role", true}};
constexpr std::array kHoldColumns{Column{"account", true}, Column{"hold", true}, Column{"by", true},
                                  Column{"reason", true},  Column{"from", true}, Column{"until"}};

}  // namespace

std::span<const Column> columns_of(Feed feed) {
  switch (feed) {
    case Feed::accounts:
      return kAccountColumns;
    case Feed::logins:
      return kLoginColumns;
    case Feed::organisations:
      return kOrganisationColumns;
    case Feed::memberships:
      return kMembershipColumns;
    case Feed::holds:
      return kHoldColumns;
  }
  return {};
}

}  // namespace lapse::adapters::sources
