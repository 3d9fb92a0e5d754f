#include "adapters/sources/sample_holds.h"

#include <array>
#include <string_view>

#include "adapters/sources/sample_calendar.h"

namespace lapse::adapters::sources {
namespace {

constexpr int kAway = 16;
constexpr int kUnderQuery = 6;
constexpr int kLegal = 3;
constexpr int kQuietDays = 50;
constexpr int kEvery = 3;  // of those who could be held, so that most are not
constexpr std::array<std::string_view, 4> kAbsences{"parental leave", "long illness", "sabbatical",
                                                    "secondment"};

bool is_quiet(const Person& person) {
  return person.kind == "user" && person.state.empty() && person.appears_on == 0 && !person.returns_on &&
         person.last_login_at && kTrialBegins - day_of(*person.last_login_at) > kQuietDays;
}

engine::HoldRecord hold_of(const Person& person, std::string_view hold, std::string_view by,
                           std::string_view reason) {
  engine::HoldRecord record;
  record.account = person.id;
  record.hold = hold;
  record.by = by;
  record.reason = reason;
  return record;
}

engine::HoldRecord away(const Person& person, Dice& dice) {
  engine::HoldRecord record = hold_of(person, "long_absence", "nas_team", dice.pick(kAbsences));
  record.from = moment(day_of(*person.last_login_at) + 1, 0);
  record.until = moment(kTrialBegins + dice.between(60, 240), 0);
  return record;
}

engine::HoldRecord under_query(const Person& person, Dice& dice) {
  engine::HoldRecord record =
      hold_of(person, "under_query", "nas_team", "new organisation is being identified");
  const schedules::Day from = kTrialBegins - dice.between(1, 6);
  record.from = moment(from, 0);
  record.until = moment(from + 30, 0);
  return record;
}

engine::HoldRecord legal(const Person& person, Dice& dice) {
  engine::HoldRecord record = hold_of(person, "legal", "information_governance", "preservation order");
  record.from = moment(kTrialBegins - dice.between(5, 20), 0);
  return record;
}

}  // namespace

std::vector<engine::HoldRecord> make_holds(const Population& population, Dice& dice) {
  std::vector<engine::HoldRecord> holds;
  int quiet = 0;
  int leavers = 0;
  int inactive = 0;
  const auto next = [](int& met, int wanted) { return met++ % kEvery == 0 && met <= wanted * kEvery; };
  for (const Person& person : population.people) {
    if (is_quiet(person) && next(quiet, kAway)) holds.push_back(away(person, dice));
    if (person.state == "leaver" && next(leavers, kUnderQuery)) holds.push_back(under_query(person, dice));
    if (person.state == "inactive" && next(inactive, kLegal)) holds.push_back(legal(person, dice));
  }
  return holds;
}

}  // namespace lapse::adapters::sources
