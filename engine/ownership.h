// Shared mailboxes that nobody answers for, or soon nobody will: seen before it happens.
//
// Usable is an owner or member whose account is in the state where accounts start. A site none of whose
// people is usable cannot authorise anything by e-mail; drug alerts go to mailboxes that nobody reads. Source
// E18 to E20.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "schedules/instant.h"

namespace lapse::engine {

struct MailboxRisk {
  enum class What { nobody_active, no_owner, last_owner_goes };
  What what = What::nobody_active;
  std::string mailbox;  // account id
  std::string email;
  std::string organisation;  // code
  std::string organisation_name;
  std::string organisation_type;
  std::int64_t owners = 0;   // of any state
  schedules::Instant until;  // last_owner_goes: the latest date that its usable owners were told
};

std::string_view to_string(MailboxRisk::What what);  // "nobody-active", "no-owner", "last-owner-goes"

}  // namespace lapse::engine
