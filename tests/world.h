// A small world to tell stories in: the real engine on a real database, a clock that the story moves, a feed
// that people appear in, and a notifier that keeps what it was handed.
//
//   World world;
//   world.person({.id = "ann", .last_used = "2026-01-01 10:00"});
//   world.run_until("2026-04-02 12:00");
//   CHECK(world.story("ann") == "...");
//
// Times are London wall-clock times, "2026-04-01 10:00" or "2026-04-01 10:00:59".
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "adapters/sql/store.h"
#include "engine/deliver.h"
#include "engine/import.h"
#include "engine/pass.h"
#include "tests/databases.h"

namespace lapse::tests {

schedules::Instant london(const std::string& text);
std::string
shipped_policy();  // rules/policies/nas.yaml, with a limit on notices that fits a world of a few people
std::string replaced(std::string text, const std::string& what,
                     const std::string& with);  // what must be there
engine::Rulebook rulebook_of(const std::string& policy_text);

engine::TombstoneKey key_of_tests();

std::string mobile_of(const std::string& id);  // a number that nobody else has

struct Person {
  std::string id;
  std::string last_used = "2026-01-01 10:00";  // empty: never
  std::string created = "2024-05-01 09:00";
  std::string kind = "user";
  std::string state = {};
  std::string since = {};
  std::string organisation = "FA001";
  std::string type = "community_pharmacy";
  bool personal_email = true;
  bool mobile = true;
  std::string mobile_number = {};  // empty: mobile_of(id)
  std::string administered_by = "nas";
};

// Takes every message, or refuses as it is told to.
class Letterbox : public engine::Notifier {
 public:
  engine::Receipt deliver(const engine::Message& message) override;

  std::vector<engine::Message> messages;                           // every copy, in order
  std::function<engine::Receipt(const engine::Message&)> answers;  // empty: accepts everything
};

class World {
 public:
  explicit World(const std::string& policy_text = shipped_policy(),
                 std::shared_ptr<engine::PurgeRecord> record = nullptr);
  ~World();

  void person(const Person& person);
  void member(const std::string& mailbox, const std::string& account, const std::string& role);
  void site(const std::string& code, const std::string& type, const std::string& mailbox);
  void hold(const std::string& account, const std::string& hold, const std::string& from,
            const std::string& until);
  void login(const std::string& id, const std::string& at);  // reaches us with the next feed after it
  void feed_says(const std::string& id, const std::string& state, const std::string& since,
                 const std::string& organisation = "");
  void forget(const std::string& id);  // the export leaves the account out
  void logins_feed_stops(const std::string& at) { logins_until_ = london(at); }
  void policy(const std::string& text);

  engine::ImportReport import_people(const std::string& at);  // the whole accounts feed
  engine::ImportReport import_logins(const std::string& at);
  engine::PassResult pass(const std::string& at, const engine::Scope& scope = {});
  engine::Delivery deliver(const std::string& at);
  engine::Plan plan(const std::string& at, const engine::Scope& scope = {});
  // Every wake-up of the policy up to and including `at`: feeds, pass, delivery. The people come with the
  // first one, and from then on when their feed says something else, or says their state, or is a week old.
  void run_until(const std::string& at);
  void nobody_looks_until(const std::string& at);  // the engine stands still; what follows is acknowledged
  // One night at this moment: feeds, pass, delivery.
  engine::PassResult night(const std::string& at);

  // "2026-03-03 warn 30 for 2026-04-02\n2026-04-02 active -> inactive by mark-inactive\n"
  std::string story(const std::string& id);
  std::string state(const std::string& id);
  engine::AccountView account(const std::string& id);
  std::string sent(const std::string& id);  // "2026-03-03 soon-inactive 30 account\n..." in the order handed

  adapters::sql::SqlStore& store() { return *store_; }
  adapters::sql::Database& database() { return store_->database(); }
  engine::Hands& hands() { return *hands_; }
  engine::Rulebook& book() { return book_; }
  Letterbox letterbox;
  engine::StopFlag stop = false;
  int chunk_rows = 0;

 private:
  struct Feeds;
  void import_all(schedules::Instant at);
  bool people_are_exported(schedules::Instant at) const;

  engine::Rulebook book_;
  TestDatabase database_;
  std::unique_ptr<adapters::sql::SqlStore> store_;
  std::unique_ptr<Feeds> feeds_;
  std::unique_ptr<engine::Hands> hands_;
  std::map<std::string, Person> people_;
  bool people_changed_ = true;
  schedules::Instant people_at_;
  schedules::Instant last_;
  schedules::Instant logins_until_{INT64_MAX};
  bool started_ = false;
};

}  // namespace lapse::tests
