#include "tests/crash/feeds.h"

#include "tests/world.h"

namespace lapse::tests {
namespace {

constexpr const char* kWeekBefore = "2026-01-15";
constexpr const char* kDayBefore = "2026-01-21";

class Day {
 public:
  explicit Day(const std::string& day) : day_(day), night_(day == kNight) {}

  Feeds feeds() {
    whom_rules_move();
    whom_rules_warn();
    who_act();
    who_change();
    sites();
    return std::move(feeds_);
  }

 private:
  struct Person {
    std::string id;
    std::string last_used = "2026-01-05 10:00";
    std::string state = {};
    std::string since = {};
    std::string organisation = "FA001";
  };

  engine::AccountRecord& person(const Person& person) {
    auto& record = feeds_.accounts.emplace_back();
    record.line = static_cast<std::int64_t>(feeds_.accounts.size()) + 1;
    record.id = person.id;
    record.email = person.id + "@nhs.example";
    record.display_name = person.id;
    record.kind = "user";
    record.organisation = person.organisation;
    record.organisation_type = "community_pharmacy";
    record.administered_by = "nas";
    record.personal_email = person.id + "@mail.example";
    record.mobile = "07700900123";
    record.created_at = london("2024-05-01 09:00");
    record.last_login_at = london(person.last_used);
    record.state = person.state;
    if (!person.since.empty()) record.state_since = london(person.since);
    return record;
  }

  // Overdue when they arrive, warned since then, and moved on the night. Each in a site of its own, for the
  // guards.
  void whom_rules_move() {
    for (const char* site : {"FD001", "FD002"}) {
      person({std::string("delete-") + site, "2025-05-01 10:00", "inactive", "2025-08-01 10:00", site});
    }
    if (day_ < kWeekBefore) return;
    for (const char* site : {"FP001", "FP002"}) {
      person({std::string("purge-") + site, "2025-05-01 10:00", "deleted", "2025-11-01 10:00", site});
    }
    for (const char* id : {"mark0", "mark1", "mark2", "mark3", "kept"}) person({id, "2025-08-01 10:00"});
    person({"leave", "2025-09-01 10:00", "leaver", "2025-11-01 10:00"});
    if (night_) hold("kept");
    if (!night_) hold("freed");
  }

  void whom_rules_warn() {
    person({"freed", "2025-10-24 10:00"});
    person({"warn-1", "2025-10-24 10:00"});
    person({"warn-7", "2025-10-30 10:00"});
    person({"warn-14", "2025-11-06 10:00"});
    if (!night_) return;
    for (const char* id : {"merged0", "merged1"}) person({id, "2025-06-01 10:00"});
    person({"merged2", "2025-05-01 10:00", "inactive", "2025-08-01 10:00"});
  }

  // What people do between the evening and the night.
  void who_act() {
    login("used", "2025-10-30 10:00", "2026-01-21 20:00");
    person({"used", "2025-10-30 10:00"});
    login("unheard", "2025-10-23 10:00", "2026-01-21 20:30");  // a warning to them still waits
    person({"unheard", "2025-10-23 10:00"});
    login("back", "2025-10-01 10:00", "2026-01-21 21:00");
    person({"back", "2025-10-01 10:00", "inactive", "2026-01-02 10:00"});
    login("ghost", "2025-12-01 10:00", "2026-01-21 22:00");
    person({"ghost", "2025-12-01 10:00", "leaver", "2026-01-07 10:00"});
    for (const char* id : {"quit", "quit-warned"}) {
      const std::string used = id == std::string("quit") ? "2026-01-05 10:00" : "2025-10-30 10:00";
      person({id, used, night_ ? "leaver" : "", night_ ? "2026-01-22 08:00" : ""});
    }
    person({"join", "2026-01-05 10:00", night_ ? "active" : "leaver",
            night_ ? "2026-01-22 08:30" : "2026-01-07 10:00", night_ ? "FB002" : "FA001"});
    login("beat", "", day_ + " 11:00");  // somebody signs in every day, so that the feeds are fresh
    person({"beat", day_ + " 11:00"});
  }

  void who_change() {
    if (!night_) person({"away"});
    if (day_ != kDayBefore) person({"home"});
    auto& moved = person({"moved", "2025-10-30 10:00"});
    if (night_) moved.organisation_type = "dental_practice";
    auto& renamed = person({"renamed"});
    if (night_) renamed.display_name = "Renamed";
    if (night_) person({"renamed"});  // a second row, to be rejected
  }

  void sites() {
    for (const char* id : {"box", "owner0", "owner1", "owner2"}) person({id});
    for (const char* code : {"FA001", "FD001", "FP001"}) {
      feeds_.organisations.push_back(
          {0, code, "community_pharmacy", std::string(code) + " site", "Leeds", "box"});
    }
    member("box", "owner0");
    member("box", night_ ? "owner2" : "owner1");
    member("shelf", "mark0");
  }

  void login(const std::string& id, const std::string& before, const std::string& on_the_night) {
    const bool now = night_ || before.empty();
    feeds_.logins.push_back(
        {static_cast<std::int64_t>(feeds_.logins.size()) + 2, id, london(now ? on_the_night : before)});
  }

  void member(const std::string& mailbox, const std::string& account) {
    feeds_.memberships.push_back({0, mailbox, account, "owner"});
  }

  void hold(const std::string& account) {
    feeds_.holds.push_back(
        {0, account, "legal", "nas", "asked for", london("2026-01-01 09:00"), std::nullopt});
  }

  std::string day_;
  bool night_;
  Feeds feeds_;
};

}  // namespace

Feeds feeds_of(const std::string& day) {
  return Day(day).feeds();
}

std::string short_policy() {
  std::string text = shipped_policy();
  text = replaced(text, "[30, 14, 7, 1]", "[14, 7, 1]");
  text = replaced(text, "[60, 30, 14, 7, 1]", "[14, 7, 1]");
  text = replaced(text, "[21, 7, 1]", "[7, 1]");
  return replaced(text, "vanished, at_most: 0.5 percent,", "vanished, at_most: 3 accounts or 0.5 percent,");
}

}  // namespace lapse::tests
