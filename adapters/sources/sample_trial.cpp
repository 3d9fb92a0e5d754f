#include "adapters/sources/sample_trial.h"

#include "adapters/sources/sample_calendar.h"

namespace lapse::adapters::sources {
namespace {

constexpr int kWeekendPerThousand = 180;  // of the logins of a working day
constexpr int kReturnedPerThousand = 230;

void come_back(Person& person, schedules::Day day, Dice& dice) {
  person.last_login_at = login_time(day, dice);
  if (person.state == "leaver") return;
  person.state = {};
  person.state_since.reset();
  person.login_per_thousand = kReturnedPerThousand;
}

void leave(Person& person, schedules::Day day, Dice& dice) {
  person.state = "leaver";
  person.state_since = moment(day, dice.between(9 * 3600, 17 * 3600));
  person.login_per_thousand = 0;
}

}  // namespace

bool logs_in(const Person& person, schedules::Day day, Dice& dice) {
  if (person.login_per_thousand == 0 || !dice.chance(person.login_per_thousand)) return false;
  return is_working_day(day) || dice.chance(kWeekendPerThousand);
}

schedules::Instant login_time(schedules::Day day, Dice& dice) {
  return moment(day, dice.between(7 * 3600, 20 * 3600));
}

void live_through(Population& population, int trial_day, Dice& dice) {
  const schedules::Day day = kTrialBegins + trial_day;
  for (Person& person : population.people) {
    if (person.appears_on > trial_day) continue;
    if (person.leaves_on == trial_day) {
      leave(person, day, dice);
    } else if (person.returns_on == trial_day) {
      come_back(person, day, dice);
    } else if (logs_in(person, day, dice)) {
      person.last_login_at = login_time(day, dice);
    }
  }
}

}  // namespace lapse::adapters::sources
