#include "tests/property/population.h"

#include <algorithm>

#include "tests/property/dice.h"

namespace lapse::tests {
namespace {

using schedules::Day;
using schedules::Instant;
using schedules::kSecondsPerDay;
using schedules::kSecondsPerHour;

// Moments at which London's clocks change, and a leap day.
const std::vector<std::int64_t>& odd_moments() {
  static const std::vector<std::int64_t> kMoments = [] {
    std::vector<std::int64_t> moments;
    for (const char* text : {"2025-03-30T01:00:00Z", "2025-10-26T01:00:00Z", "2026-03-29T01:00:00Z",
                             "2026-10-25T01:00:00Z", "2027-03-28T01:00:00Z", "2027-10-31T01:00:00Z",
                             "2028-02-29T00:00:00Z", "2028-02-29T23:59:59Z", "2028-03-26T01:00:00Z"}) {
      moments.push_back(schedules::parse_instant(text).value().seconds);
    }
    return moments;
  }();
  return kMoments;
}

class Maker {
 public:
  Maker(const rules::Policy& policy, Instant as_of, std::uint64_t seed)
      : policy_(policy), as_of_(as_of), today_(policy.zone.day_of(as_of)), dice_(seed) {
    for (const auto& rule : policy.rules) {
      for (const auto* conditions : {&rule.only, &rule.unless}) remember_days(*conditions);
    }
    remember_days(policy.never_touch);
  }

  Population make(int size) {
    Population population;
    for (int i = 0; i < size; ++i) population.accounts.push_back(inhabitant("a" + std::to_string(i)));
    make_sites(population);
    return population;
  }

 private:
  void remember_days(const std::vector<rules::AnyOf>& conditions) {
    using Asks = rules::Condition::Asks;
    for (const auto& one_of : conditions) {
      for (const auto& condition : one_of) {
        if (condition.asks == Asks::before || condition.asks == Asks::after) days_.push_back(condition.day);
      }
    }
  }

  Inhabitant inhabitant(const std::string& id) {
    const auto& rule = dice_.pick(policy_.rules);
    Inhabitant who;
    who.id = id;
    who.state = dice_.chance(92) ? rule.from : dice_.pick(policy_.states).name;
    who.kind = dice_.chance(65)
                   ? "user"
                   : dice_.pick<std::string>({"user", "shared", "service", "guest", "break_glass"});
    who.organisation = organisation(dice_.below(kSites + 1));
    who.organisation_type =
        dice_.pick<std::string>({"dental_practice", "community_pharmacy", "gp_practice", ""});
    who.administered_by = dice_.pick<std::string>({"nas", "local"});
    if (dice_.chance(75)) who.email = id + "@NHS.example";
    if (dice_.chance(60)) who.personal_email = id + "@mail.example";
    if (dice_.chance(50)) who.mobile = "07700900123";
    who.state_since = anchor(rule, rules::Anchor::in_state);
    who.idle_since = anchor(rule, rules::Anchor::last_used);
    if (dice_.chance(60)) who.display_name = "Person " + id;
    if (dice_.chance(80)) who.created_at = day_beside(who.idle_since);
    if (dice_.chance(70)) who.last_login_at = day_beside(who.idle_since);
    for (const auto& one_of : rule.only) {
      if (dice_.chance(75)) meet(dice_.pick(one_of), who);
    }
    tell(rule, who);
    if (dice_.chance(8)) who.missing_since = as_of_.seconds - dice_.below(100'000);
    if (dice_.chance(25)) make_holds(who);
    return who;
  }

  // Beside the first or the last moment of a day that some condition of the policy names, or long ago.
  std::int64_t day_beside(std::int64_t used) {
    if (days_.empty() || dice_.chance(25)) return used - dice_.between(0, 90) * kSecondsPerDay;
    const Day day = dice_.pick(days_) + dice_.below(2);
    return beside(policy_.zone.midnight(day).seconds);
  }

  // Makes the condition hold or at least, where it is of a day, nearly so.
  void meet(const rules::Condition& condition, Inhabitant& who) {
    using Asks = rules::Condition::Asks;
    const bool there = condition.asks == Asks::missing && condition.negated;
    if (condition.asks == Asks::value && condition.negated) return;
    const std::string value = condition.asks == Asks::value ? dice_.pick(condition.values) : there ? "x" : "";
    const Day day = there ? today_ : condition.day + (condition.asks == Asks::after ? 1 : 0);
    const bool gone = condition.asks == Asks::missing && !there;
    const std::int64_t at = gone ? 0 : beside(policy_.zone.midnight(day).seconds);
    set(condition.field, value, at, who);
  }

  void set(rules::Field field, const std::string& value, std::int64_t at, Inhabitant& who) {
    using rules::Field;
    if (field == Field::kind) who.kind = value;
    if (field == Field::organisation) who.organisation = value;
    if (field == Field::organisation_type) who.organisation_type = value;
    if (field == Field::administered_by) who.administered_by = value;
    if (field == Field::email) who.email = value;
    if (field == Field::personal_email) who.personal_email = value;
    if (field == Field::mobile) who.mobile = value;
    if (field == Field::display_name) who.display_name = value;
    if (field == Field::created) who.created_at = at;
    if (field == Field::last_login) who.last_login_at = at;
    if (field == Field::last_used && at == 0) who.idle_since = 0;  // else the rule's period says when
  }

  // Where the rule counts from it, mostly beside a moment at which something turns; else long over, or today.
  std::int64_t anchor(const rules::Rule& rule, rules::Anchor kind) {
    const auto found = std::ranges::find(rule.after, kind, &rules::After::anchor);
    if (found != rule.after.end() && dice_.chance(80)) return beside(turning_point(rule, found->days));
    if (dice_.chance(20)) return beside(policy_.zone.midnight(today_).seconds);
    return as_of_.seconds - dice_.between(100, 400) * kSecondsPerDay + dice_.below(86'400);
  }

  std::int64_t turning_point(const rules::Rule& rule, int days) {
    switch (dice_.below(8)) {
      case 0:
      case 1:
        return as_of_.seconds - days * kSecondsPerDay;
      case 2:
        return policy_.zone.midnight(today_ - days).seconds;
      case 3:
        return dice_.pick(odd_moments()) - dice_.below(2) * days * kSecondsPerDay;
      default:
        return policy_.zone.midnight(today_ - days + days_ahead(rule)).seconds;
    }
  }

  // A number of days from today in which the ladder does something else than the day before.
  int days_ahead(const rules::Rule& rule) {
    if (!rule.warn || dice_.chance(15)) return dice_.between(-3, 3);
    if (dice_.chance(25)) return dice_.between(-2, rule.warn->days_before.front() + 2);
    const int day = dice_.chance(30) ? rule.notice_days : dice_.pick(rule.warn->days_before);
    return day + dice_.between(-1, 1);
  }

  std::int64_t beside(std::int64_t moment) {
    static const std::vector<std::int64_t> kDistances{0,
                                                      0,
                                                      -1,
                                                      1,
                                                      -2,
                                                      2,
                                                      -kSecondsPerHour,
                                                      kSecondsPerHour,
                                                      -kSecondsPerDay,
                                                      kSecondsPerDay,
                                                      1 - kSecondsPerDay,
                                                      kSecondsPerDay - 1};
    return moment + (dice_.chance(75) ? dice_.pick(kDistances) : dice_.between(-100'000, 100'000));
  }

  // What was told before: in this ladder, by another edition of it, by another rule.
  void tell(const rules::Rule& rule, Inhabitant& who) {
    if (dice_.chance(60) && rule.warn) {
      const int step = dice_.chance(40) ? rule.warn->days_before.back() : dice_.pick(rule.warn->days_before);
      who.warned_step = std::max(
          1,
          dice_.chance(75) ? step : step + (dice_.chance(60) ? dice_.between(-2, 2) : dice_.between(3, 40)));
      who.warned_rule = dice_.chance(85) ? rule.name : dice_.pick(policy_.rules).name;
      if (dice_.chance(80)) who.handed_at = as_of_.seconds - dice_.below(3'000'000);
    }
    if (!dice_.chance(who.warned_step > 0 ? 90 : 35)) return;
    who.promised_at = policy_.zone.midnight(today_ + (dice_.chance(40) ? 0 : days_ahead(rule))).seconds;
    if (dice_.chance(10)) who.promised_at += dice_.between(-1, 1);
  }

  void make_holds(Inhabitant& who) {
    for (int i = dice_.between(1, 2); i > 0; --i) {
      const std::int64_t from =
          as_of_.seconds + dice_.pick<std::int64_t>({-9'000'000, -100'000, -1, 0, 1, 5'000});
      const std::int64_t until = as_of_.seconds + dice_.pick<std::int64_t>({-50'000, -1, 0, 1, 9'000'000});
      who.holds.push_back({from, dice_.chance(20) ? 0 : until});
    }
  }

  // Owners in every state, also the account itself, people without an address, and names of nobody.
  void make_sites(Population& population) {
    for (int i = 0; i < kSites; ++i) {
      const std::string mailbox = dice_.chance(85) ? "box" + std::to_string(i) : "";
      population.sites.push_back({organisation(i), mailbox});
    }
    for (const auto& site : population.sites) {
      if (!site.mailbox.empty()) make_owners(population, site.mailbox, dice_.between(0, 2));
    }
    for (const auto& who : population.accounts) {
      if (!dice_.chance(30)) continue;
      const std::string mailbox = "box-of-" + who.id;
      population.members.push_back({mailbox, who.id, "owner"});
      make_owners(population, mailbox, dice_.chance(25) ? 1 : 0);
    }
  }

  void make_owners(Population& population, const std::string& mailbox, int count) {
    for (; count > 0; --count) {
      const std::string who = dice_.chance(95) ? dice_.pick(population.accounts).id : "nobody";
      const Member member{mailbox, who, dice_.chance(80) ? "owner" : "member"};
      const bool known = std::ranges::any_of(population.members, [&](const Member& other) {
        return other.mailbox == member.mailbox && other.account == member.account &&
               other.role == member.role;
      });
      if (!known) population.members.push_back(member);
    }
  }

  static std::string organisation(int number) { return "F" + std::to_string(number); }

  static constexpr int kSites = 60;

  const rules::Policy& policy_;
  Instant as_of_;
  Day today_;
  std::vector<Day> days_;  // that conditions name
  Dice dice_;
};

}  // namespace

Population make_population(const rules::Policy& policy, Instant as_of, std::uint64_t seed, int size) {
  return Maker(policy, as_of, seed).make(size);
}

void write(const Population& population, adapters::sql::Database& database) {
  using Row = std::vector<rules::Value>;
  std::vector<Row> accounts;
  std::vector<Row> holds;
  std::vector<Row> sites;
  std::vector<Row> members;
  for (const auto& who : population.accounts) {
    accounts.push_back({who.id, who.state, who.kind, who.organisation, who.organisation_type,
                        who.administered_by, who.email, who.personal_email, who.mobile, who.idle_since,
                        who.state_since, who.warned_step, who.warned_rule, who.promised_at, who.handed_at,
                        who.missing_since, static_cast<std::int64_t>(who.holds.size()), who.display_name,
                        who.created_at, who.last_login_at,
                        // As it is found in use: up to date, or behind by up to four months.
                        who.idle_since - static_cast<std::int64_t>(accounts.size() % 5) * 30 * 86400});
    for (std::size_t i = 0; i < who.holds.size(); ++i) {
      holds.push_back({who.id, "hold" + std::to_string(i), who.holds[i].from, who.holds[i].until});
    }
  }
  for (const auto& site : population.sites) sites.push_back({site.code, site.mailbox});
  for (const auto& member : population.members)
    members.push_back({member.mailbox, member.account, member.role});
  database.begin();
  database.execute_many(
      "INSERT INTO account (id, state, kind, organisation, organisation_type, administered_by, email,"
      " personal_email, mobile, idle_since, state_since, warned_step, warned_rule, promised_at, handed_at,"
      " missing_since, holds, display_name, created_at, last_login_at, idle_floor, epoch, version) VALUES "
      "(:id, :state,"
      " :kind, :organisation, :type, :administered_by, :email, :personal_email, :mobile, :idle_since,"
      " :state_since, :warned_step, :warned_rule, :promised_at, :handed_at, :missing_since, :holds, "
      ":display_name, :created_at, :last_login_at, :idle_floor, 1, 1)",
      {"id",          "state",          "kind",      "organisation",  "type",        "administered_by",
       "email",       "personal_email", "mobile",    "idle_since",    "state_since", "warned_step",
       "warned_rule", "promised_at",    "handed_at", "missing_since", "holds",       "display_name",
       "created_at",  "last_login_at",  "idle_floor"},
      accounts);
  database.execute_many(
      "INSERT INTO hold (account, kind, source, placed_by, reason, from_at, until_at)"
      " VALUES (:account, :kind, 'holds', '', '', :from_at, :until_at)",
      {"account", "kind", "from_at", "until_at"}, holds);
  database.execute_many(
      "INSERT INTO organisation (code, type, name, town, mailbox) VALUES (:code, '', '', '', :mailbox)",
      {"code", "mailbox"}, sites);
  database.execute_many("INSERT INTO membership (mailbox, account, role) VALUES (:mailbox, :account, :role)",
                        {"mailbox", "account", "role"}, members);
  database.commit();
}

}  // namespace lapse::tests
