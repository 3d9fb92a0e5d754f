#include "adapters/sources/sample_people.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <utility>

#include "adapters/sources/sample_calendar.h"
#include "adapters/sources/sample_names.h"

namespace lapse::adapters::sources {
namespace {

constexpr int kAccounts = 20'000;
constexpr int kServices = 20;
constexpr int kGuests = 25;
constexpr int kWithoutPersonalEmail = 60;  // per thousand
constexpr int kWithoutMobile = 40;

Person& add_account(Population& population, std::size_t site, std::string_view kind) {
  Person& person = population.people.emplace_back();
  person.id = fmt::format("U{:07}", population.people.size());
  person.kind = kind;
  person.site = site;
  return person;
}

schedules::Instant some_time_ago(int least_days, int most_days, Dice& dice) {
  return moment(kTrialBegins - dice.between(least_days, most_days), dice.between(8 * 3600, 18 * 3600));
}

std::string small_letters(std::string_view text) {
  std::string result;
  for (const char c : text) result += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return result;
}

void add_mailbox(Population& population, std::size_t at, Dice& dice) {
  const Site& site = population.sites[at];
  Person& mailbox = add_account(population, at, "shared");
  mailbox.email = fmt::format("{}.{}@nhs.example", site.type, small_letters(site.code));
  std::replace(mailbox.email.begin(), mailbox.email.end(), '_', '-');
  mailbox.display_name = fmt::format("{}, {}", site.name, site.town);
  mailbox.created_at = some_time_ago(800, 3600, dice);
}

void add_service(Population& population, int number, Dice& dice) {
  Person& service = add_account(population, static_cast<std::size_t>(dice.between(0, kSites - 1)), "service");
  service.email =
      fmt::format("service{:02}.{}@nhs.example", number, small_letters(population.sites[service.site].code));
  service.display_name = fmt::format("Scan to mail {}", number);
  service.created_at = some_time_ago(400, 3600, dice);
}

void add_guest(Population& population, Dice& dice) {
  Person& guest = add_user(population, static_cast<std::size_t>(dice.between(0, kSites - 1)), dice);
  guest.kind = "guest";
  guest.email = std::exchange(guest.personal_email, "");
  if (guest.email.empty()) guest.email = small_letters(guest.id) + "@mail.example";
}

}  // namespace

Person& add_user(Population& population, std::size_t site, Dice& dice) {
  const SampleName& first = dice.pick(kFirstNames);
  const SampleName& last = dice.pick(kLastNames);
  const std::string address = in_address(first) + "." + in_address(last);
  const int uses = ++population.address_uses[address];
  Person& person = add_account(population, site, "user");
  const std::size_t number = population.people.size();
  person.email = address + (uses > 1 ? std::to_string(uses) : std::string{}) + "@nhs.example";
  person.display_name = fmt::format("{} {}", first.written, last.written);
  if (!dice.chance(kWithoutPersonalEmail))
    person.personal_email = fmt::format("{}.{}@mail.example", address, number);
  // Every number once: the factor has no divisor in common with 100,000.
  if (!dice.chance(kWithoutMobile)) person.mobile = fmt::format("07700{}", 900'000 + number * 7919 % 100'000);
  person.created_at = some_time_ago(400, 3600, dice);
  return person;
}

Population make_population(Dice& dice) {
  Population population;
  population.sites = make_sites(kAccounts - kServices - kGuests, dice);
  for (std::size_t at = 0; at < population.sites.size(); ++at) {
    population.first_of_site.push_back(population.people.size());
    if (population.sites[at].has_mailbox) add_mailbox(population, at, dice);
    for (int user = 0; user < population.sites[at].users; ++user) add_user(population, at, dice);
  }
  for (int number = 1; number <= kServices; ++number) add_service(population, number, dice);
  for (int guest = 0; guest < kGuests; ++guest) add_guest(population, dice);
  return population;
}

}  // namespace lapse::adapters::sources
