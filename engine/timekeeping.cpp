#include "engine/timekeeping.h"

#include <cstdlib>

#include "engine/explain_words.h"
#include "engine/gates.h"
#include "engine/pass.h"

namespace lapse::engine {
namespace {

using schedules::Instant;

constexpr std::int64_t kYear = 365 * schedules::kSecondsPerDay;

std::string span_words(std::int64_t seconds) {
  seconds = std::abs(seconds);
  if (seconds >= 2 * kYear) return counted(seconds / kYear, "year");
  if (seconds >= 2 * schedules::kSecondsPerDay) return counted(seconds / schedules::kSecondsPerDay, "day");
  if (seconds >= 2 * schedules::kSecondsPerHour) return counted(seconds / schedules::kSecondsPerHour, "hour");
  return seconds >= 120 ? counted(seconds / 60, "minute") : counted(seconds, "second");
}

std::string apart_words(std::int64_t ahead) {
  return "the clock of this machine is " + span_words(ahead) + (ahead > 0 ? " ahead of" : " behind") +
         " that of the database server";
}

// Further from the clock of the database server than the policy bears.
bool is_apart(const rules::Policy& policy, const ClockSigns& signs) {
  const std::int64_t borne = policy.clock.agree_with_database_seconds;
  return borne > 0 && signs.ahead_of_database && std::abs(*signs.ahead_of_database) > borne;
}

std::string too_far_apart(const rules::Policy& policy, const ClockSigns& signs) {
  return apart_words(*signs.ahead_of_database) + ", and the policy bears " +
         counted(policy.clock.agree_with_database_seconds, "second");
}

std::string went_back(const EngineState& engine, Instant as_of) {
  return "time went backwards: the last pass was at " + to_string(engine.last_as_of) +
         ", this one would be at " + to_string(as_of) + ", " + span_words(engine.last_as_of - as_of) +
         " before; nothing was done. Check the clock of this machine. If it is right now, it was ahead then: "
         "wait "
         "until that time has come, or run: lapse acknowledge-gap --clock-was-ahead --reason REASON";
}

std::string looks_jumped(const Gap& gap) {
  return "nobody looked from " + to_string(gap.from) + " to " + to_string(gap.to) + ", " +
         span_words(gap.to - gap.from) +
         ", and no time server vouches for the clock of this machine: it may have jumped; nothing was done. "
         "Check the clock. If it is right, run: lapse acknowledge-gap --reason REASON";
}

}  // namespace

ClockWatch begin_watch(const Clock& clock, const Store& store) {
  ClockWatch watch{clock.now(), clock.steady(), {clock.synchronised(), std::nullopt}};
  if (const auto theirs = store.server_time()) watch.signs.ahead_of_database = watch.wall - *theirs;
  return watch;
}

std::optional<std::string> jump_since(const ClockWatch& watch, const Clock& clock) {
  const std::int64_t apart = (clock.now() - watch.wall) - (clock.steady() - watch.steady);
  if (std::abs(apart) <= kApart) return std::nullopt;
  return "the clock of this machine moved " + std::string(apart > 0 ? "ahead" : "back") + " by " +
         span_words(apart) +
         " while the work went on; it was stopped. Check the clock; the next run goes on from there";
}

std::optional<std::string> refusal(const rules::Policy& policy, const EngineState& engine,
                                   const std::vector<Gap>& gaps, const ClockSigns& signs, Instant as_of) {
  if (as_of < engine.last_as_of) return went_back(engine, as_of);
  const auto& trust = policy.clock;
  if (engine.simulated || !trust.jump_at_most) return std::nullopt;
  const bool asked = trust.agree_with_database_seconds > 0 && signs.ahead_of_database.has_value();
  if (asked && std::abs(*signs.ahead_of_database) > seconds_of(*trust.jump_at_most)) {
    return apart_words(*signs.ahead_of_database) + "; nothing was done, set right the one that is wrong";
  }
  const auto gap = gap_before(policy, engine, gaps, as_of);
  if (gap && signs.synchronised != true) return looks_jumped(*gap);
  return std::nullopt;
}

std::vector<Obstacle> clock_obstacles(const rules::Policy& policy, const ClockSigns& signs) {
  std::vector<Obstacle> found;
  const auto& trust = policy.clock;
  if (trust.synchronised && signs.synchronised == false) {
    found.push_back({"clock",
                     "the clock of this machine follows no time server; see timedatectl, and start chrony or "
                     "systemd-timesyncd"});
  }
  if (is_apart(policy, signs)) found.push_back({"clock", too_far_apart(policy, signs)});
  return found;
}

std::optional<std::string> deed_refusal(const rules::Policy& policy, const ClockSigns& signs) {
  if (!is_apart(policy, signs)) return std::nullopt;
  return too_far_apart(policy, signs) +
         ": what counts from this moment would count wrongly; set right the clock that is wrong, then do it "
         "again";
}

void require_time(const Hands& hands, const Rulebook& book, Instant as_of) {
  const ClockSigns signs = hands.watch ? hands.watch->signs : ClockSigns{true, std::nullopt};
  if (auto why = refusal(book.policy, hands.store.engine_state(), hands.store.gaps(), signs, as_of))
    throw PassRefused(*why);
  if (const auto why = jumped(hands)) throw PassRefused(*why);
}

std::optional<std::string> jumped(const Hands& hands) {
  if (!hands.watch) return std::nullopt;
  return jump_since(*hands.watch, hands.clock);
}

}  // namespace lapse::engine
