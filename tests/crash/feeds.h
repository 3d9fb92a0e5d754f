// What the sources say on each day of the story that the crash tests tell.
//
// All leads up to one night, on which every rule moves somebody and everything that a feed can show happens.
// The names of the accounts say what: mark0 becomes inactive, kept is held back.
#pragma once

#include <string>
#include <vector>

#include "engine/intake.h"

namespace lapse::tests {

inline constexpr const char* kFirstNight = "2026-01-08";
inline constexpr const char* kNight = "2026-01-22";  // the one that is disturbed

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
