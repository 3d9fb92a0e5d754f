// How a policy can end for an account, by exhaustive search over its states: the shortest and the longest way
// to every destructive state, and whether each way warns and each state can be left. Pure.
//
// Time    Days after day 0: that of the last use, or of the event with which a way starts. 90 days
//         are over on day 91 (schedules/bound.h). What counts "in" the first state was over long before.
// Sound   Conditions of rules are not followed: a way that no account can meet counts as well, so a date is
//         never too late and a proof never too good. Guards, holds and stale feeds only delay: left out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/model.h"
#include "schedules/day.h"
#include "schedules/holidays.h"

namespace lapse::rules {

struct TimelineStep {
  int day = 0;
  std::string by;  // the rule, or the event
  bool by_person = false;
  std::string from;
  std::string to;
  std::vector<int> warned_on;  // days, the first one first
};

using Way = std::vector<TimelineStep>;  // from the first state on; empty where accounts start

// A destructive state.
struct Ending {
  std::string state;
  std::optional<Way> alone;            // the shortest way by rules alone; nullopt: rules do not lead there
  std::optional<Way> decided;          // a shorter way, or the only one, with events of people on it
  std::optional<int> at_the_latest;    // by rules alone; nullopt: never, or rules lead in a circle
  std::optional<int> warned_at_least;  // days between the first warning and coming here; nullopt: not warned
};

// A state that is not final, and the events by which people lead an account out of it.
struct Exit {
  std::string state;
  std::vector<const Event*> events;
};

struct CounterExample {
  std::string says;  // what is not so
  Way story;
};

struct Timeline {
  std::vector<Ending> endings;
  std::vector<Exit> exits;
  std::optional<int> window_wait;  // how many days the delete window may be closed; nullopt: it never opens
  std::vector<CounterExample> unwarned;
  std::vector<CounterExample> without_exit;

  bool proved() const { return unwarned.empty() && without_exit.empty(); }
};

// The wait for the delete window is the longest within 400 days from `from` on. The result points into
// `policy`.
Timeline timeline(const Policy& policy, const schedules::Holidays& holidays, schedules::Day from);

}  // namespace lapse::rules
