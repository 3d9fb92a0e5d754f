#include "adapters/sources/sample_csv.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "adapters/sources/field_text.h"
#include "adapters/sources/header.h"
#include "adapters/sources/sample_calendar.h"

namespace lapse::adapters::sources {
namespace {

void append_row(std::string& out, std::initializer_list<std::string_view> fields) {
  bool first = true;
  for (const std::string_view field : fields) {
    if (!first) out += ',';
    append_csv(out, field);
    first = false;
  }
  out += '\n';
}

std::string header_of(Feed feed) {
  std::string header;
  for (const Column& column : columns_of(feed)) {
    if (!header.empty()) header += ',';
    header += column.name;
  }
  return header + '\n';
}

std::string written(const std::optional<schedules::Instant>& instant) {
  return instant ? schedules::to_string(*instant) : std::string{};
}

std::string_view mailbox_of(const Population& population, std::size_t site) {
  if (!population.sites[site].has_mailbox) return {};
  return population.people[population.first_of_site[site]].id;
}

}  // namespace

std::string accounts_csv(const Population& population, int trial_day) {
  std::string out = header_of(Feed::accounts);
  for (const Person& person : population.people) {
    if (person.appears_on > trial_day) continue;
    const Site& site = population.sites[person.site];
    append_row(out, {person.id, person.email, person.display_name, person.kind, site.code, site.type,
                     site.administered_by, person.personal_email, person.mobile,
                     schedules::to_string(person.created_at), written(person.last_login_at), person.state,
                     written(person.state_since)});
  }
  return out;
}

std::string logins_csv(const Population& population, schedules::Day day) {
  std::string out = header_of(Feed::logins);
  for (const Person& person : population.people) {
    if (!person.last_login_at || day_of(*person.last_login_at) != day) continue;
    append_row(out, {person.id, schedules::to_string(*person.last_login_at)});
  }
  return out;
}

std::string organisations_csv(const Population& population) {
  std::string out = header_of(Feed::organisations);
  for (std::size_t at = 0; at < population.sites.size(); ++at) {
    const Site& site = population.sites[at];
    append_row(out, {site.code, site.type, site.name, site.town, mailbox_of(population, at)});
  }
  return out;
}

std::string memberships_csv(const Population& population) {
  std::string out = header_of(Feed::memberships);
  std::vector<int> owners_left;
  for (const Site& site : population.sites) owners_left.push_back(site.owners);
  for (const Person& person : population.people) {
    const std::string_view mailbox = mailbox_of(population, person.site);
    if (mailbox.empty() || person.kind != "user" || person.appears_on > 0) continue;
    const bool owner = owners_left[person.site]-- > 0;
    append_row(out, {mailbox, person.id, owner ? "owner" : "member"});
  }
  return out;
}

std::string holds_csv(const std::vector<engine::HoldRecord>& holds) {
  std::string out = header_of(Feed::holds);
  for (const engine::HoldRecord& hold : holds) {
    append_row(out, {hold.account, hold.hold, hold.by, hold.reason, schedules::to_string(hold.from),
                     written(hold.until)});
  }
  return out;
}

}  // namespace lapse::adapters::sources
