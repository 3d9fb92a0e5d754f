// Who is in a story, and how it finds them: its accounts and sites as records of feeds, its deeds with all
// that they need. Reads, never writes.
#pragma once

#include <string>
#include <vector>

#include "engine/deed.h"
#include "engine/intake.h"
#include "engine/rehearsal.h"

namespace lapse::engine {

// Signs in before every wake-up, so that the feeds are fresh.
inline constexpr const char* kInUse = "lapse-in-use";
inline constexpr const char* kStoryActor = "uid 0 (policy test)";

class Cast {
 public:
  Cast(const Rulebook& book, const rules::PolicyTest& test);

  schedules::Instant begin() const {
    return begin_;
  }  // when all facts given are true, and a first ladder is told where all are
  std::vector<ToldLadder> told_ladders() const;
  void people(Intake& intake) const;
  AccountRecord in_use(schedules::Instant last_login) const;
  void organisations(Intake& intake) const;
  void memberships(Intake& intake) const;
  // Accounts of which every other is a copy.
  std::vector<std::string> representatives() const;
  // What the story does not say of an event's needs is as it should be.
  Deed deed_of(const rules::Happening& happening, const Store& store) const;

 private:
  std::vector<AccountRecord> members(std::size_t crowd) const;
  const rules::Rule* warned_by(const rules::TestAccount& account) const;
  schedules::Day first_day(const rules::Rule& rule, const rules::TestAccount& account) const;
  std::optional<ToldLadder> ladder_of(const rules::TestAccount& account, const std::string& id) const;
  std::string role_for(const rules::Happening& happening) const;
  schedules::Instant longest(const Deed& deed) const;
  void give_what_is_right(Deed& deed, const Store& store) const;
  std::string right_value(const std::string& need, const AccountView& account) const;

  const Rulebook& book_;
  const rules::PolicyTest& test_;
  schedules::Instant begin_;
  schedules::Instant end_;
};

}  // namespace lapse::engine
