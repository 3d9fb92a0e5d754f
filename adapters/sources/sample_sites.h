// The places of the sample: 2,000 sites of all six organisation types.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sources/sample_dice.h"

namespace lapse::adapters::sources {

inline constexpr int kSites = 2000;
inline constexpr int kUsersPerSite = 10;  // at most

struct Site {
  std::string code;
  std::string_view type;
  std::string name;
  std::string_view town;
  std::string_view administered_by;
  bool has_mailbox = false;
  int users = 0;
  int owners = 0;  // of the mailbox: its first users
};

// Sites that have room for `accounts` together, their shared mailboxes included.
std::vector<Site> make_sites(int accounts, Dice& dice);

}  // namespace lapse::adapters::sources
