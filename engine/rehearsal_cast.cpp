#include "engine/rehearsal_cast.h"

#include <algorithm>

#include "engine/store.h"
#include "schedules/bound.h"
#include "schedules/period.h"

namespace lapse::engine {
namespace {

using rules::Happening;
using rules::TestAccount;
using schedules::Day;
using schedules::Instant;

// One that nobody else in the story has.
std::string number_of(const std::string& id) {
  constexpr std::uint64_t kNumbers = 10'000'000'000'000;
  std::uint64_t hash = 14'695'981'039'346'656'037U;
  for (const char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211U;
  return "07" + std::to_string(kNumbers + hash % kNumbers);
}

AccountRecord record_of(const TestAccount& account, const std::string& id) {
  AccountRecord record;
  record.id = id;
  record.email = id + "@story.example";
  record.display_name = id;
  record.kind = account.kind;
  record.organisation = account.organisation;
  record.organisation_type = account.organisation_type;
  record.administered_by = account.administered_by;
  if (account.personal_email) record.personal_email = id + "@home.example";
  if (account.mobile) record.mobile = account.mobile_number.empty() ? number_of(id) : account.mobile_number;
  record.created_at = account.created;
  if (account.last_used.seconds != 0) record.last_login_at = account.last_used;
  record.state = account.state;
  if (account.since.seconds != 0) record.state_since = account.since;
  return record;
}

std::string member_name(std::size_t crowd, int number) {
  return "crowd-" + std::to_string(crowd) + "-" + std::to_string(number);
}

std::string active_name(std::size_t crowd, int number) {
  return "active-" + std::to_string(crowd) + "-" + std::to_string(number);
}

}  // namespace

Cast::Cast(const Rulebook& book, const rules::PolicyTest& test) : book_(book), test_(test) {
  Instant told{INT64_MAX};  // the first ladder that is told in full
  bool all_told = true;
  const auto look_at = [&](const TestAccount& account) {
    begin_ = std::max({begin_, account.created, account.last_used, account.since});
    const auto ladder = ladder_of(account, "");
    all_told = all_told && ladder.has_value();
    if (ladder) told = std::min(told, Instant{ladder->handed_at});
  };
  for (const auto& account : test_.accounts) look_at(account);
  for (const auto& crowd : test_.crowds) look_at(crowd.each);
  if (all_told) begin_ = std::max(begin_, told);
  end_ = book.policy.zone.midnight(test.expects.back().day + 1);
}

AccountRecord Cast::in_use(Instant last_login) const {
  TestAccount account;
  account.kind = "user";
  account.organisation = "lapse";
  account.created = begin_;
  account.last_used = last_login;
  return record_of(account, kInUse);
}

void Cast::people(Intake& intake) const {
  std::int64_t line = 2;
  const auto add = [&](AccountRecord record) {
    record.line = line++;
    intake.account(record);
  };
  add(in_use(begin_));
  for (const auto& account : test_.accounts) add(record_of(account, account.name));
  for (std::size_t c = 0; c < test_.crowds.size(); ++c) {
    for (auto& record : members(c)) add(std::move(record));
  }
}

std::vector<AccountRecord> Cast::members(std::size_t c) const {
  const auto& crowd = test_.crowds[c];
  std::vector<AccountRecord> records;
  for (int i = 0; i < crowd.count; ++i) {
    records.push_back(record_of(crowd.each, member_name(c, i)));
    if (crowd.organisations > 1) records.back().organisation += "-" + std::to_string(i % crowd.organisations);
  }
  for (int i = 0; i < crowd.plus_active; ++i) {
    records.push_back(in_use(end_));  // until the story is over
    records.back().created_at = end_;
    records.back().id = active_name(c, i);
    records.back().email = records.back().id + "@story.example";
  }
  return records;
}

void Cast::organisations(Intake& intake) const {
  std::int64_t line = 2;
  for (const auto& site : test_.sites)
    intake.organisation({line++, site.code, site.type, site.code, "", site.mailbox});
}

void Cast::memberships(Intake& intake) const {
  std::int64_t line = 2;
  for (const auto& site : test_.sites) {
    for (const auto& owner : site.owners) intake.membership({line++, site.mailbox, owner, "owner"});
    for (const auto& member : site.members) intake.membership({line++, site.mailbox, member, "member"});
  }
}

const rules::Rule* Cast::warned_by(const TestAccount& account) const {
  const auto& state = account.state.empty() ? book_.policy.states.front().name : account.state;
  for (const auto& rule : book_.policy.rules) {
    if (rule.from == state && rule.warn) return &rule;
  }
  return nullptr;
}

// The first day on which the rule may act.
Day Cast::first_day(const rules::Rule& rule, const TestAccount& account) const {
  Day day = book_.policy.zone.day_of(account.created);
  const Instant used = std::max(account.created, account.last_used);
  const Instant since = account.since.seconds == 0 ? account.created : account.since;
  for (const auto& after : rule.after) {
    const Instant anchor = after.anchor == rules::Anchor::last_used ? used : since;
    day = std::max(day, schedules::first_day_over(anchor, after.days, book_.policy.zone));
  }
  return day;
}

std::optional<ToldLadder> Cast::ladder_of(const TestAccount& account, const std::string& id) const {
  const auto* rule = account.warned ? warned_by(account) : nullptr;
  if (rule == nullptr) return std::nullopt;
  const int step = rule->warn->days_before.back();
  const Day day = first_day(*rule, account);
  return ToldLadder{id, rule->name, step, book_.policy.zone.midnight(day).seconds,
                    book_.policy.zone.midnight(day - step).seconds};
}

std::vector<ToldLadder> Cast::told_ladders() const {
  std::vector<ToldLadder> ladders;
  for (const auto& account : test_.accounts) {
    if (auto ladder = ladder_of(account, account.name)) ladders.push_back(*ladder);
  }
  for (std::size_t c = 0; c < test_.crowds.size(); ++c) {
    for (int i = 0; i < test_.crowds[c].count; ++i) {
      if (auto ladder = ladder_of(test_.crowds[c].each, member_name(c, i))) ladders.push_back(*ladder);
    }
  }
  return ladders;
}

// Accounts of a crowd are alike, and so are those in use; a crowd that guards have cut in two is not.
std::vector<std::string> Cast::representatives() const {
  std::vector<std::string> ids;
  for (const auto& account : test_.accounts) ids.push_back(account.name);
  for (std::size_t c = 0; c < test_.crowds.size(); ++c) {
    ids.push_back(member_name(c, 0));
    ids.push_back(member_name(c, test_.crowds[c].count - 1));
    if (test_.crowds[c].plus_active > 0) ids.push_back(active_name(c, 0));
  }
  return ids;
}

Deed Cast::deed_of(const Happening& happening, const Store& store) const {
  Deed deed;
  deed.kind = happening.kind == Happening::Kind::hold      ? Deed::Kind::hold
              : happening.kind == Happening::Kind::release ? Deed::Kind::release
                                                           : Deed::Kind::event;
  deed.name = happening.name;
  deed.account = happening.account;
  deed.at = happening.at;
  deed.actor = kStoryActor;
  deed.role = happening.by.empty() ? role_for(happening) : happening.by;
  deed.reason = "the story says so";
  deed.until = happening.until;
  deed.given = happening.given;
  deed.override_reason = happening.override_reason;
  if (deed.kind == Deed::Kind::event) give_what_is_right(deed, store);
  if (deed.kind == Deed::Kind::hold && deed.until.seconds == 0) deed.until = longest(deed);
  return deed;
}

std::string Cast::role_for(const Happening& happening) const {
  if (happening.kind != Happening::Kind::event) {
    for (const auto& hold : book_.policy.holds) {
      if (hold.name == happening.name) return hold.by;
    }
    return "";
  }
  const auto* event = book_.policy.event(happening.name);
  return event == nullptr || event->by.empty() ? "" : event->by.front();
}

Instant Cast::longest(const Deed& deed) const {
  for (const auto& hold : book_.policy.holds) {
    if (hold.name == deed.name && hold.at_most)
      return schedules::end_of(*hold.at_most, deed.at, book_.policy.zone);
  }
  return {};
}

// What the story does not say of an event's needs is as it should be.
void Cast::give_what_is_right(Deed& deed, const Store& store) const {
  const auto* event = book_.policy.event(deed.name);
  if (event == nullptr) return;
  for (const auto& account : store.accounts(deed.account)) {
    const auto give = [&](const std::string& need) {
      if (deed.given.contains(need)) return;
      deed.given[need] = right_value(need, account);
    };
    for (const auto& need : event->needs) give(need);
    if (!event->asked_from.empty()) give(event->asked_from);
  }
}

std::string Cast::right_value(const std::string& need, const AccountView& account) const {
  if (need == "email_address") return account.email;
  if (need == "mobile_number") return account.mobile.empty() ? "none" : account.mobile;
  if (need == "new_organisation") {
    for (const auto& site : test_.sites) {
      if (site.code != account.facts.organisation) return site.code;
    }
    return "new-" + account.facts.organisation;
  }
  for (const auto& site : test_.sites) {
    if (site.code == account.facts.organisation && !site.mailbox.empty()) return site.mailbox;
  }
  return "given";
}

}  // namespace lapse::engine
