#include "adapters/sources/sample_habits.h"

#include <algorithm>
#include <vector>

#include "adapters/sources/sample_calendar.h"
#include "adapters/sources/sample_trial.h"

namespace lapse::adapters::sources {
namespace {

using schedules::Day;
using schedules::Instant;

constexpr int kQuietNeverUsed = 8;
constexpr int kQuietOverdue = 24;  // not used for over 90 days: the policy would have acted already
constexpr int kQuiet = 88;         // not used for 61 to 89 days
constexpr int kInactive = 55;
constexpr int kLeavers = 56;
constexpr int kDeleted = 40;
constexpr int kUnactivated = 110;
constexpr int kMailboxesClosing = 4;
constexpr int kWarnedAfterDays = 61;  // of silence: the first warning of the shipped policy
constexpr int kLongestHoliday =
    24;  // of those who do use their accounts; with the trial still less than that

Instant working_hour(Day day, Dice& dice) {
  return moment(day, dice.between(9 * 3600, 17 * 3600));
}
Day days_ago(int days) {
  return kTrialBegins - days;
}

// Users in a random order, never two of one site, so that no site loses half its people at once.
class Choice {
 public:
  Choice(Population& population, Dice& dice) : population_(population), used_(population.sites.size()) {
    for (std::size_t i = 0; i < population.people.size(); ++i) {
      if (population.people[i].kind == "user") order_.push_back(i);
    }
    dice.shuffle(order_);
    first_some_sole_owners();
  }

  Person& next() {
    while (used_[population_.people[order_[at_]].site]) ++at_;
    Person& person = population_.people[order_[at_++]];
    used_[person.site] = true;
    person.login_per_thousand = 0;
    person.created_at =
        std::min(person.created_at, moment(days_ago(400), 9 * 3600));  // before all that follows
    return person;
  }

 private:
  // Chance alone would hardly show what happens to a mailbox whose only owner has gone quiet.
  void first_some_sole_owners() {
    std::size_t found = 0;
    for (std::size_t site = 0; found < 4; ++site) {
      if (population_.sites[site].owners != 1 || population_.sites[site].users < 4) continue;
      order_.insert(order_.begin(), population_.first_of_site[site] + 1);  // after the mailbox
      ++found;
    }
  }

  Population& population_;
  std::vector<bool> used_;
  std::vector<std::size_t> order_;
  std::size_t at_ = 0;
};

void give_regular_habit(Person& person, Dice& dice) {
  const int roll = dice.between(0, 99);
  person.login_per_thousand = roll < 25 ? 720 : roll < 60 ? 230 : 50;
  if (dice.chance(100)) person.created_at = working_hour(days_ago(dice.between(30, 400)), dice);
  int ago = 1;
  while (ago <= kLongestHoliday && !logs_in(person, days_ago(ago), dice)) ++ago;
  if (ago > kLongestHoliday) ago = dice.between(kLongestHoliday / 2, kLongestHoliday);
  person.last_login_at = login_time(days_ago(ago), dice);
}

void last_used(Person& person, int days, Dice& dice) {
  person.last_login_at = login_time(days_ago(days), dice);
}

// A third of those who are warned come back within two weeks.
void may_return(Person& person, int warned_on, Dice& dice) {
  const int day = warned_on + dice.between(0, 13);
  if (dice.chance(333) && day < kTrialDays) person.returns_on = day;
}

void make_quiet_people(Choice& choice, Dice& dice) {
  for (int i = 0; i < kQuietOverdue + kQuiet; ++i) {
    Person& person = choice.next();
    last_used(person, i < kQuietOverdue ? dice.between(91, 115) : dice.between(kWarnedAfterDays, 89), dice);
    may_return(person, 0, dice);
  }
  for (int i = 0; i < kQuietNeverUsed; ++i) {
    Person& person = choice.next();
    person.last_login_at.reset();
    person.created_at = working_hour(days_ago(dice.between(kWarnedAfterDays, 80)), dice);
    may_return(person, 0, dice);
  }
  for (int day = 1; day < kTrialDays; ++day) {
    for (int i = dice.between(11, 18); i > 0; --i) {
      Person& person = choice.next();
      last_used(person, kWarnedAfterDays - day, dice);
      may_return(person, day, dice);
    }
  }
}

void make_unactivated(Choice& choice, Dice& dice) {
  for (int i = 0; i < kUnactivated; ++i) {
    Person& person = choice.next();
    person.last_login_at.reset();
    person.created_at = working_hour(days_ago(dice.between(1, 45)), dice);
    if (dice.chance(800)) person.returns_on = dice.between(0, 14);
  }
}

void set_state(Person& person, std::string_view state, Instant since) {
  person.state = state;
  person.state_since = since;
}

void make_inactive(Choice& choice, Dice& dice) {
  for (int i = 0; i < kInactive; ++i) {
    Person& person = choice.next();
    const int since = dice.between(1, 80);
    set_state(person, "inactive", moment(days_ago(since), 6 * 3600 + 1800));
    last_used(person, since + 91, dice);
    if (i < 8) person.returns_on = dice.between(0, 20);
  }
}

void mark_leaver(Person& person, Dice& dice) {
  const int since = dice.chance(850) ? dice.between(1, 29) : dice.between(31, 34);
  set_state(person, "leaver", working_hour(days_ago(since), dice));
  if (person.kind == "user") last_used(person, since + dice.between(1, 9), dice);
}

void make_leavers(Population& population, Choice& choice, Dice& dice) {
  for (int i = 0; i < kLeavers; ++i) {
    Person& person = choice.next();
    mark_leaver(person, dice);
    if (i < 2) person.returns_on = 3 + 6 * i;  // a leaver who logs in is still a leaver
  }
  for (int closing = kMailboxesClosing; closing > 0;) {
    Person& mailbox = population.people[dice.pick(population.first_of_site)];
    if (mailbox.kind != "shared" || !mailbox.state.empty()) continue;
    mark_leaver(mailbox, dice);
    --closing;
  }
  for (int day = 0; day < kTrialDays; ++day) {
    if (!is_working_day(kTrialBegins + day)) continue;
    for (int i = dice.between(2, 3); i > 0; --i) {
      Person& person = choice.next();
      give_regular_habit(person, dice);
      person.leaves_on = day;
    }
  }
}

void make_deleted(Choice& choice, Dice& dice) {
  for (int i = 0; i < kDeleted; ++i) {
    Person& person = choice.next();
    const int since = dice.between(1, 44);
    set_state(person, "deleted", working_hour(days_ago(since), dice));
    last_used(person, since + dice.between(31, 60), dice);
  }
}

void add_newcomers(Population& population, Dice& dice) {
  for (int monday = kDaysPerWeek; monday < kTrialDays; monday += kDaysPerWeek) {
    for (int left = dice.between(20, 30); left > 0;) {
      const auto at = static_cast<std::size_t>(dice.between(0, kSites - 1));
      if (population.sites[at].users == kUsersPerSite) continue;
      ++population.sites[at].users;
      Person& person = add_user(population, at, dice);
      person.created_at = working_hour(kTrialBegins + (monday - dice.between(3, 7)), dice);
      person.login_per_thousand = 230;
      person.appears_on = monday;
      --left;
    }
  }
}

}  // namespace

void give_habits(Population& population, Dice& dice) {
  for (Person& person : population.people) {
    if (person.kind == "user" || person.kind == "guest") give_regular_habit(person, dice);
  }
  Choice choice{population, dice};
  make_quiet_people(choice, dice);
  make_inactive(choice, dice);
  make_leavers(population, choice, dice);
  make_deleted(choice, dice);
  make_unactivated(choice, dice);
  add_newcomers(population, dice);
}

}  // namespace lapse::adapters::sources
