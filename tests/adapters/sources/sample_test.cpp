#include "adapters/sources/sample.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "schedules/day.h"
#include "tests/adapters/sources/support.h"

namespace lapse::adapters::sources::tests {
namespace {

using schedules::Day;
using schedules::Instant;

const Day kFirstDay = schedules::parse_day("2026-01-05").value();

// One sample for all tests of this file, written at the first use.
struct Sample {
  Sample() : files(write_sample(folder.path())) {}

  Collected feed(Feed feed, const std::string& name, Instant as_of = kAsOf) const {
    Collected collected;
    collected.rows = read_file(source_of(feed), folder.path() / "feeds" / (name + ".csv"), as_of, collected);
    return collected;
  }

  TemporaryFolder folder;
  SampleFiles files;
};

const Sample& sample() {
  static const Sample written;
  return written;
}

const std::vector<engine::AccountRecord>& first_accounts() {
  static const Collected read_in = sample().feed(Feed::accounts, "accounts-2026-01-05");
  return read_in.accounts;
}

Instant midnight(Day day) {
  return Instant{day.number * schedules::kSecondsPerDay};
}
int days_since(Instant instant) {  // on the first day
  return kFirstDay.number - static_cast<int>(instant.seconds / schedules::kSecondsPerDay);
}
Instant last_use(const engine::AccountRecord& account) {
  return account.last_login_at.value_or(account.created_at);
}

template <typename Condition>
std::int64_t count_accounts(const Condition& condition) {
  return std::count_if(first_accounts().begin(), first_accounts().end(), condition);
}

bool is_ordinary_user(const engine::AccountRecord& account) {
  return account.kind == "user" && account.state.empty();
}

std::map<std::string, int> owners_by_site() {
  std::map<std::string, int> owners_of_mailbox;
  for (const auto& member : sample().feed(Feed::memberships, "memberships").memberships) {
    owners_of_mailbox[member.mailbox] += member.role == "owner" ? 1 : 0;
  }
  std::map<std::string, int> owners;
  for (const auto& site : sample().feed(Feed::organisations, "organisations").organisations) {
    if (!site.mailbox.empty()) owners[site.code] = owners_of_mailbox[site.mailbox];
  }
  return owners;
}

// How many notices the shipped policy owes for an account in its first night, when everything is new to it.
int first_notices(const engine::AccountRecord& account, int owners) {
  const int personal = account.personal_email.empty() ? 0 : 1;
  const int mobile = account.mobile.empty() ? 0 : 1;
  const int days = account.state_since ? days_since(*account.state_since) : days_since(last_use(account));
  if (is_ordinary_user(account)) return days >= 61 ? 1 + personal + owners : 0;
  if (account.state == "inactive") return days >= 30 ? personal + mobile + owners : 0;
  if (account.state == "leaver") return days >= 9 ? 1 + personal + owners : 0;
  return account.state == "deleted" && days >= 23 ? owners + 1 : 0;
}

}  // namespace

TEST_CASE("the sample is the same every time, and different for another seed") {
  const TemporaryFolder second;
  const SampleFiles again = write_sample(second.path());
  CHECK(again.bytes == sample().files.bytes);
  for (const auto& entry : std::filesystem::directory_iterator{sample().folder.path() / "feeds"}) {
    CHECK(content_of(entry.path()) == content_of(second.path() / "feeds" / entry.path().filename()));
  }
  const TemporaryFolder third;
  write_sample(third.path(), 1);
  CHECK(content_of(third.path() / "feeds/memberships.csv") !=
        content_of(second.path() / "feeds/memberships.csv"));
}

TEST_CASE("the sample has its files and stays small") {
  CHECK(sample().files.accounts == 20'000);
  CHECK(sample().files.files == 5 + 35 + 3);
  CHECK(sample().files.bytes < 40'000'000);
  CHECK_THROWS_AS(write_sample(sample().folder.path()), engine::SourceError);  // never over existing files
}

TEST_CASE("every row of every file of the sample is read without a reject") {
  std::set<std::string> known;
  for (int day = 0; day < 35; ++day) {
    const Instant as_of = midnight(kFirstDay + day);
    const std::string date = schedules::to_string(kFirstDay + day);
    CAPTURE(date);
    if (day % 7 == 0) {
      const Collected accounts = sample().feed(Feed::accounts, "accounts-" + date, as_of);
      CHECK(accounts.rejects.empty());
      CHECK(accounts.rows == static_cast<std::int64_t>(accounts.accounts.size()));
      for (const auto& account : accounts.accounts) known.insert(account.id);
      CHECK(known.size() == accounts.accounts.size());  // nobody vanishes
    }
    const Collected logins = sample().feed(Feed::logins, "logins-" + date, as_of);
    CHECK(logins.rejects.empty());
    CHECK(std::all_of(logins.logins.begin(), logins.logins.end(), [&](const engine::LoginRecord& login) {
      return known.contains(login.id) && login.last_login_at < as_of && as_of - login.last_login_at <= 86400;
    }));
    const bool weekend = schedules::weekday_of(kFirstDay + (day - 1)) >= schedules::Weekday::saturday;
    CHECK(logins.rows >= (weekend ? 18'300 * 4 / 100 : 18'300 * 25 / 100));
    CHECK(logins.rows <= (weekend ? 18'300 * 6 / 100 : 18'300 * 30 / 100));
  }
}

TEST_CASE("the sample's people are of all kinds and places") {
  std::set<std::string> types;
  std::set<std::string> emails;
  std::map<std::string, int> users;
  for (const auto& account : first_accounts()) {
    types.insert(account.organisation_type);
    emails.insert(account.email);
    if (account.kind == "user") ++users[account.organisation];
  }
  CHECK(types == std::set<std::string>{"community_pharmacy", "dental_practice", "social_care", "optometry",
                                       "gp_locum", "independent_midwife"});
  CHECK(emails.size() == first_accounts().size());
  CHECK(users.size() == 2000);
  CHECK(std::all_of(users.begin(), users.end(), [](const auto& site) { return site.second <= 10; }));
  CHECK(count_accounts([](const auto& a) { return a.kind == "shared"; }) > 1500);
  CHECK(count_accounts([](const auto& a) { return a.kind == "service"; }) == 20);
  CHECK(count_accounts([](const auto& a) { return a.kind == "guest"; }) == 25);

  const auto all = count_accounts([](const auto& a) { return a.kind == "user"; });
  const auto without_mobile =
      count_accounts([](const auto& a) { return a.kind == "user" && a.mobile.empty(); });
  const auto unreachable = count_accounts(
      [](const auto& a) { return a.kind == "user" && a.mobile.empty() && a.personal_email.empty(); });
  CHECK(without_mobile * 100 / all == 3);  // 3.9 percent
  CHECK(unreachable > 10);
  // The policy stops when more than 10 percent of the accounts have no login date.
  CHECK(count_accounts([](const auto& a) { return !a.last_login_at; }) * 100 < 20'000 * 95 / 10);
}

TEST_CASE("some people are on hold, of whom a rule would otherwise reach each") {
  const Collected read_in = sample().feed(Feed::holds, "holds");
  CHECK(read_in.rejects.empty());
  CHECK(read_in.holds.size() == 25);
  std::map<std::string, const engine::AccountRecord*> accounts;
  for (const auto& account : first_accounts()) accounts[account.id] = &account;
  std::map<std::string, int> kinds;
  for (const auto& hold : read_in.holds) {
    CAPTURE(hold.account);
    ++kinds[hold.hold];
    const engine::AccountRecord& account = *accounts.at(hold.account);
    CHECK((days_since(last_use(account)) > 50 || !account.state.empty()));
    CHECK(hold.from < midnight(kFirstDay));
    CHECK(hold.until.has_value() == (hold.hold != "legal"));
    if (hold.hold == "long_absence") CHECK(*hold.until >= midnight(kFirstDay + 60));
    if (hold.hold == "under_query") CHECK(*hold.until - hold.from == 30 * schedules::kSecondsPerDay);
  }
  CHECK(kinds == std::map<std::string, int>{{"legal", 3}, {"long_absence", 16}, {"under_query", 6}});
}

TEST_CASE("some mailboxes have one owner, some none, and some sites have no mailbox") {
  const std::map<std::string, int> owners = owners_by_site();
  const auto with = [&](int wanted) {
    return std::count_if(owners.begin(), owners.end(),
                         [&](const auto& site) { return site.second == wanted; });
  };
  CHECK(with(0) >= 5);
  CHECK(with(0) <= 40);
  CHECK(with(1) >= 30);
  CHECK(with(2) > 1000);
  CHECK(owners.size() < 1900);
}

TEST_CASE("the first night of the sample stays within the guards of the shipped policy") {
  const auto quiet =
      count_accounts([](const auto& a) { return is_ordinary_user(a) && days_since(last_use(a)) > 60; });
  const auto recent = count_accounts([](const auto& a) {
    return a.kind == "user" && a.last_login_at && days_since(*a.last_login_at) <= 60;
  });
  const auto users = count_accounts([](const auto& a) { return a.kind == "user"; });
  CHECK(quiet >= 100);
  CHECK(quiet <= 180);
  CHECK(recent * 100 > users * 97);
  CHECK(count_accounts([](const auto& a) { return a.state == "inactive"; }) == 55);
  CHECK(count_accounts([](const auto& a) { return a.state == "leaver"; }) == 60);
  CHECK(count_accounts([](const auto& a) { return a.state == "deleted"; }) == 40);

  const std::map<std::string, int> owners = owners_by_site();
  int notices = 0;
  for (const auto& account : first_accounts()) {
    const auto site = owners.find(account.organisation);
    notices += first_notices(account, site == owners.end() ? 0 : site->second);
  }
  CHECK(notices >= 500);
  CHECK(notices <= 900);  // the guard stops at 5 percent of 20,000
}

TEST_CASE("every day some more people fall silent, and some of those who were warned come back") {
  std::map<int, int> due_on;
  for (const auto& account : first_accounts()) {
    if (is_ordinary_user(account) && account.last_login_at) ++due_on[61 - days_since(*account.last_login_at)];
  }
  for (int day = 1; day < 35; ++day) {
    CAPTURE(day);
    CHECK(due_on[day] >= 10);
    CHECK(due_on[day] <= 20);
  }

  const Collected last = sample().feed(Feed::accounts, "accounts-2026-01-19", midnight(kFirstDay + 14));
  int warned = 0;
  int returned = 0;
  int woken = 0;
  for (std::size_t i = 0; i < first_accounts().size(); ++i) {
    const auto& before = first_accounts()[i];
    const auto& after = last.accounts[i];
    REQUIRE(before.id == after.id);
    if (before.state == "inactive" && after.state.empty()) ++woken;
    if (!is_ordinary_user(before) || days_since(last_use(before)) <= 60) continue;
    ++warned;
    if (last_use(after) > last_use(before)) ++returned;
  }
  CHECK(returned * 100 / warned >= 25);
  CHECK(returned * 100 / warned <= 42);
  CHECK(woken >= 2);
}

TEST_CASE("each week of the sample has newcomers and leavers") {
  std::size_t people = first_accounts().size();
  std::int64_t leavers = 60;
  for (int week = 1; week < 5; ++week) {
    const Collected export_of_week =
        sample().feed(Feed::accounts, "accounts-" + schedules::to_string(kFirstDay + 7 * week),
                      midnight(kFirstDay + 7 * week));
    const std::int64_t now_leavers =
        std::count_if(export_of_week.accounts.begin(), export_of_week.accounts.end(),
                      [](const auto& a) { return a.state == "leaver"; });
    CHECK(export_of_week.accounts.size() >= people + 20);
    CHECK(export_of_week.accounts.size() <= people + 30);
    CHECK(now_leavers >= leavers + 10);
    CHECK(now_leavers <= leavers + 15);
    people = export_of_week.accounts.size();
    leavers = now_leavers;
  }
}

}  // namespace lapse::adapters::sources::tests
