// What the sources say on each day of the story that the crash tests tell.
//
// The names say what is to happen on the night that is disturbed: mark0 becomes inactive, kept0 is held.
#pragma once

#include <string>
#include <vector>

#include "engine/intake.h"

namespace lapse::tests {

struct Feeds {
  std::vector<engine::AccountRecord> accounts;
  std::vector<engine::LoginRecord> logins;
  std::vector<engine::OrganisationRecord> organisations;
  std::vector<engine::MembershipRecord> memberships;
  std::vector<engine::HoldRecord> holds;
};

Feeds feeds_of(const std::string& day);

// The shipped policy with short ladders, which leave fewer writes to fail at, and room for some to vanish.
std::string short_policy();

}  // namespace lapse::tests
