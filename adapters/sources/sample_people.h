// The accounts of the sample, as they are on the first day, before anybody has a past.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/sources/sample_dice.h"
#include "adapters/sources/sample_sites.h"
#include "schedules/instant.h"

namespace lapse::adapters::sources {

struct Person {
  std::string id;
  std::string email;
  std::string display_name;
  std::string_view kind;
  std::size_t site = 0;
  std::string personal_email;
  std::string mobile;
  schedules::Instant created_at;
  std::optional<schedules::Instant> last_login_at;
  std::string_view state;  // as the source knows it; mostly nothing
  std::optional<schedules::Instant> state_since;

  // What becomes of the person in the trial, in its days from 0.
  int login_per_thousand = 0;     // chance of a login on a working day
  int appears_on = 0;             // the first export that has the account
  std::optional<int> returns_on;  // a login after a long silence
  std::optional<int> leaves_on;
};

struct Population {
  std::vector<Site> sites;
  std::vector<Person> people;  // site by site, the mailbox before the users; then services, guests, newcomers
  std::vector<std::size_t> first_of_site;   // in people
  std::map<std::string, int> address_uses;  // how many share a name, for ann.lee2@
};

Population make_population(Dice& dice);

// One more user of a site, at the end of people.
Person& add_user(Population& population, std::size_t site, Dice& dice);

}  // namespace lapse::adapters::sources
