// Whether it can be as late as the clock says, and what is done when it cannot.
//
// Refused  A clock behind the last pass (INV15). One that says that nobody looked for longer than the
// policy's
//          jump_at_most, as long as neither a time server nor a person vouches for it: it may have jumped.
//          One that is further than that from the clock of the database server. Nothing is imported, decided
//          or sent; what is to be done stands in the refusal.
// Stopped  Work during which the clock moved by more than kApart against the time that passed: after the
//          transaction in hand, before the next. The next pass goes on, or plans anew.
// Gates    A clock that follows no time server, or is a little apart from the database server's: nothing
//          destructive (as the policy's trust asks).
//
// Deeds    A clock that is further from the database server's than the policy bears: nobody's deed is
// written.
//
// A simulated clock is moved by people: it is asked for none of this, only never to go back.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/plan.h"
#include "engine/ports.h"
#include "engine/records.h"
#include "rules/model.h"

namespace lapse::engine {

inline constexpr std::int64_t kApart = 60;  // seconds by which a clock may be set right while work goes on

struct ClockSigns {
  std::optional<bool> synchronised;               // with a time server
  std::optional<std::int64_t> ahead_of_database;  // seconds; nullopt: it shares our clock
};

// What real time looked like when the work began.
struct ClockWatch {
  schedules::Instant wall;
  std::int64_t steady = 0;
  ClockSigns signs;
};

class Store;
ClockWatch begin_watch(const Clock& clock, const Store& store);

// "the clock of this machine moved ahead by 12 years while the work went on; ..."; nullopt: it went as time
// does.
std::optional<std::string> jump_since(const ClockWatch& watch, const Clock& clock);

// Why nothing at all may be done at as_of; nullopt: something may.
std::optional<std::string> refusal(const rules::Policy& policy, const EngineState& engine,
                                   const std::vector<Gap>& gaps, const ClockSigns& signs,
                                   schedules::Instant as_of);

// Why nothing destructive may, as far as the clock goes.
std::vector<Obstacle> clock_obstacles(const rules::Policy& policy, const ClockSigns& signs);

// Why a person's deed is not written down: the dates that count from it would be wrong for the engine that
// keeps them. Want of a time server stops nobody who has a person on the telephone.
std::optional<std::string> deed_refusal(const rules::Policy& policy, const ClockSigns& signs);

struct Hands;
struct Rulebook;
// Throws PassRefused where the clock is refused, or jumped since the watch of the hands began.
void require_time(const Hands& hands, const Rulebook& book, schedules::Instant as_of);
// Whether the clock jumped since, as jump_since(). Nothing is known of hands without a watch.
std::optional<std::string> jumped(const Hands& hands);

}  // namespace lapse::engine
