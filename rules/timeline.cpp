#include "rules/timeline.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "rules/timeline_days.h"

namespace lapse::rules {
namespace {

enum class With { rules_alone, events };

struct Reached {
  Arrival arrival;
  Way way;
};

using ByState = std::map<std::string_view, Reached>;

bool starts_in(const Event& event, std::string_view state) {
  return std::find(event.from.begin(), event.from.end(), state) != event.from.end();
}

// Every step out of a state, as early as it can be.
std::vector<Reached> steps_from(const Policy& policy, std::string_view state, const Reached& here,
                                With with) {
  std::vector<Reached> next;
  const auto add = [&](TimelineStep step, bool again) {
    Reached reached{{step.day, again, false}, here.way};
    reached.way.push_back(std::move(step));
    next.push_back(std::move(reached));
  };
  for (const Rule& rule : policy.rules) {
    if (rule.from != state) continue;
    Acting acting = earliest(rule, here.arrival);
    add({acting.day, rule.name, false, rule.from, rule.to, std::move(acting.warned_on)},
        looked_at_again(policy, *policy.state(rule.to)));
  }
  if (with == With::rules_alone) return next;
  for (const Event& event : policy.events) {
    if (!starts_in(event, state) || event.to == state) continue;
    add({here.arrival.day, event.name, true, std::string(state), event.to, {}}, true);
  }
  return next;
}

bool is_earlier(const Reached& a, const Reached& b) {
  if (a.arrival.day != b.arrival.day) return a.arrival.day < b.arrival.day;
  if (a.arrival.looked_at_again != b.arrival.looked_at_again) return a.arrival.looked_at_again;
  return a.way.size() < b.way.size();
}

// The earliest arrival in every state that can be reached. Arriving later never makes a rule act earlier, so
// the earliest arrival is on the shortest way to wherever it leads.
ByState shortest_ways(const Policy& policy, With with) {
  ByState done;
  ByState open{{policy.states.front().name, {{0, true, true}, {}}}};
  while (!open.empty()) {
    const auto nearest = std::min_element(open.begin(), open.end(), [](const auto& a, const auto& b) {
      return is_earlier(a.second, b.second);
    });
    const auto [state, here] = *nearest;
    open.erase(nearest);
    done.emplace(state, here);
    for (Reached& reached : steps_from(policy, state, here, with)) {
      const std::string_view to = policy.state(reached.way.back().to)->name;
      if (done.contains(to)) continue;
      const auto [known, fresh] = open.try_emplace(to, reached);
      if (!fresh && is_earlier(reached, known->second)) known->second = std::move(reached);
    }
  }
  return done;
}

// The latest arrival by rules alone. A state that is still put off after as many rounds as there are states
// lies on a circle, or behind one: it has no latest day.
std::map<std::string_view, std::optional<int>> latest_arrivals(const Policy& policy, const Delays& delays) {
  std::map<std::string_view, std::optional<int>> arrivals{{policy.states.front().name, 0}};
  const std::size_t rounds = policy.states.size();
  for (std::size_t round = 0; round < 2 * rounds; ++round) {
    for (const Rule& rule : policy.rules) {
      const auto from = arrivals.find(rule.from);
      if (from == arrivals.end()) continue;
      const auto acts = from->second ? latest(policy, rule, *from->second, delays) : std::nullopt;
      const auto [to, fresh] = arrivals.try_emplace(policy.state(rule.to)->name, acts);
      if (fresh || !to->second) continue;
      if (!acts || *acts > *to->second) to->second = round < rounds ? acts : std::nullopt;
    }
  }
  return arrivals;
}

std::optional<Way> way_to(const ByState& ways, std::string_view state) {
  const auto found = ways.find(state);
  return found == ways.end() ? std::nullopt : std::optional(found->second.way);
}

// The fewest days of warning of all rules that lead there; nullopt when one does not warn.
std::optional<int> fewest_days_warned(const Policy& policy, std::string_view state) {
  std::optional<int> fewest;
  for (const Rule& rule : policy.rules) {
    if (rule.to != state) continue;
    const auto days = warned_at_least(rule);
    if (!days) return std::nullopt;
    fewest = std::min(fewest.value_or(*days), *days);
  }
  return fewest;
}

std::vector<Ending> endings(const Policy& policy, const ByState& alone, const ByState& decided,
                            const Delays& delays) {
  const auto latest_of = latest_arrivals(policy, delays);
  std::vector<Ending> result;
  for (const State& state : policy.states) {
    if (!state.destructive) continue;
    Ending ending{state.name, way_to(alone, state.name), way_to(decided, state.name), std::nullopt,
                  fewest_days_warned(policy, state.name)};
    const bool no_sooner =
        ending.alone && ending.decided && ending.alone->back().day <= ending.decided->back().day;
    if (no_sooner) ending.decided.reset();
    if (const auto latest = latest_of.find(state.name); latest != latest_of.end())
      ending.at_the_latest = latest->second;
    result.push_back(std::move(ending));
  }
  return result;
}

// Every step into a destructive state, at the end of the shortest way to where it starts.
std::vector<CounterExample> unwarned_ways(const Policy& policy, const ByState& ways) {
  std::vector<CounterExample> found;
  for (const auto& [state, here] : ways) {
    for (Reached& reached : steps_from(policy, state, here, With::events)) {
      const TimelineStep& last = reached.way.back();
      const bool warned = !last.warned_on.empty() && last.warned_on.front() < last.day;
      if (warned || !policy.state(last.to)->destructive) continue;
      found.push_back({"an account becomes '" + last.to + "' without a warning", std::move(reached.way)});
    }
  }
  return found;
}

std::vector<Exit> exits(const Policy& policy) {
  std::vector<Exit> result;
  for (const State& state : policy.states) {
    if (state.final) continue;
    Exit exit{state.name, {}};
    for (const Event& event : policy.events) {
      if (starts_in(event, state.name) && event.to != state.name) exit.events.push_back(&event);
    }
    result.push_back(std::move(exit));
  }
  return result;
}

// Where accounts start, whoever uses the account keeps it there: an event out of it is not asked for.
std::vector<CounterExample> states_without_exit(const Policy& policy, const std::vector<Exit>& all,
                                                const ByState& ways) {
  std::vector<CounterExample> found;
  for (const Exit& exit : all) {
    if (!exit.events.empty() || exit.state == policy.states.front().name) continue;
    found.push_back({"no person can lead an account out of '" + exit.state + "'",
                     way_to(ways, exit.state).value_or(Way{})});
  }
  return found;
}

}  // namespace

Timeline timeline(const Policy& policy, const schedules::Holidays& holidays, schedules::Day from) {
  const ByState alone = shortest_ways(policy, With::rules_alone);
  const ByState decided = shortest_ways(policy, With::events);
  const Delays waits = delays(policy, holidays, from);
  Timeline result;
  result.endings = endings(policy, alone, decided, waits);
  result.exits = exits(policy);
  result.window_wait = waits.window;
  result.unwarned = unwarned_ways(policy, decided);
  result.without_exit = states_without_exit(policy, result.exits, decided);
  return result;
}

}  // namespace lapse::rules
