#include "adapters/sources/sample_sites.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "adapters/sources/sample_names.h"

namespace lapse::adapters::sources {
namespace {

struct SiteType {
  std::string_view type;
  std::string_view prefix;  // of the code; the X keeps it apart from real ones
  int per_thousand;
  std::array<std::string_view, 3> endings;  // of the name
  int without_mailbox;                      // per thousand
  bool small;                               // one to three people
};

constexpr std::array kTypes{
    SiteType{"community_pharmacy", "XP", 460, {"Pharmacy", "Chemist", "Appliances (DAC)"}, 0, false},
    SiteType{"dental_practice", "XD", 225, {"Dental Practice", "Dental Care", "Orthodontics"}, 400, false},
    SiteType{"social_care", "XS", 195, {"Care Home", "House", "Home Care"}, 400, false},
    SiteType{"optometry", "XO", 85, {"Opticians", "Eye Care", "Optometrists"}, 0, false},
    SiteType{"gp_locum", "XL", 22, {"GP Locums", "Locum Chambers", "Locum GPs"}, 0, true},
    SiteType{"independent_midwife", "XM", 13, {"Midwives", "Independent Midwives", "Birth Team"}, 0, true},
};

const SiteType& pick_type(Dice& dice) {
  int at = dice.between(0, 999);
  for (const SiteType& type : kTypes) {
    if (at < type.per_thousand) return type;
    at -= type.per_thousand;
  }
  return kTypes.front();
}

std::string name_of(const SiteType& type, std::string_view ending, Dice& dice) {
  if (dice.chance(850)) return fmt::format("{} {}", dice.pick(kPlaces), ending);
  const std::string_view first = dice.pick(kLastNames).written;
  if (type.small || dice.chance(600)) return fmt::format("{} {}", first, ending);
  return fmt::format("{}, {} & Partners, {}", first, dice.pick(kLastNames).written, ending);
}

int owners_of(const Site& site, Dice& dice) {
  const int roll = dice.between(0, 999);
  const int owners = roll < 10 ? 0 : roll < 50 ? 1 : roll < 950 ? 2 : 3;
  return site.has_mailbox ? std::min(owners, site.users) : 0;
}

Site make_site(int number, Dice& dice) {
  const SiteType& type = pick_type(dice);
  // One in thirty pharmacies is a dispensing appliance contractor.
  const bool rare = dice.chance(33);
  const std::string_view ending = type.endings[rare ? 2 : static_cast<std::size_t>(dice.between(0, 1))];
  Site site;
  site.code = fmt::format("{}{:04}", type.prefix, number);
  site.type = type.type;
  site.name = name_of(type, ending, dice);
  site.town = dice.pick(kTowns);
  site.administered_by = dice.chance(30) ? "local" : "nas";
  site.has_mailbox = !dice.chance(type.without_mailbox);
  site.users = type.small ? dice.between(1, 3) : dice.chance(750) ? kUsersPerSite : dice.between(4, 9);
  return site;
}

// Hires or lets go one by one until the sum is right.
void settle(std::vector<Site>& sites, int accounts, Dice& dice) {
  int sum = 0;
  for (const Site& site : sites) sum += site.users + (site.has_mailbox ? 1 : 0);
  while (sum != accounts) {
    Site& site = sites[static_cast<std::size_t>(dice.between(0, kSites - 1))];
    const int step = sum < accounts ? 1 : -1;
    if (site.users + step < 4 || site.users + step > kUsersPerSite) continue;
    site.users += step;
    sum += step;
  }
}

}  // namespace

std::vector<Site> make_sites(int accounts, Dice& dice) {
  std::vector<Site> sites;
  for (int number = 1; number <= kSites; ++number) sites.push_back(make_site(number, dice));
  settle(sites, accounts, dice);
  for (Site& site : sites) site.owners = owners_of(site, dice);
  return sites;
}

}  // namespace lapse::adapters::sources
