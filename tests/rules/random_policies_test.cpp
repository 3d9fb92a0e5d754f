// Policies that nobody wrote have one meaning, too: in memory, in SQL and in words (INV13).
//
// LAPSE_RANDOM_POLICIES=FIRST-LAST proves the policies of other seeds than those below; a failure names its
// seed and shows the policy.
#include <doctest/doctest.h>

#include <cstdlib>
#include <stdexcept>

#include "schedules/instant.h"
#include "tests/property/dice.h"
#include "tests/property/random_policy.h"
#include "tests/property/rule_text.h"
#include "tests/property/trial.h"
#include "tests/world.h"

namespace lapse::tests {
namespace {

using schedules::Instant;

constexpr int kPeople = 100;
constexpr std::uint64_t kFirst = 1;
constexpr std::uint64_t kLast = 40;
constexpr std::uint64_t kLastOnServers = 8;  // where each question costs a way

struct Seeds {
  std::uint64_t first = kFirst;
  std::uint64_t last = on_sqlite() ? kLast : kLastOnServers;
};

Seeds asked_for() {
  const char* asked = std::getenv("LAPSE_RANDOM_POLICIES");
  if (asked == nullptr) return {};
  const std::string text = asked;
  const auto dash = text.find('-');
  if (dash == std::string::npos) throw std::invalid_argument("LAPSE_RANDOM_POLICIES is not FIRST-LAST");
  return {std::stoull(text.substr(0, dash)), std::stoull(text.substr(dash + 1))};
}

// London's changes of the clock, midnights of summer and winter, both ends of a leap day: right there, a
// second or a day beside, and anywhere on the day.
Instant some_instant(Dice& dice) {
  const std::string moment = dice.pick<std::string>(
      {"2026-03-29 00:59:59", "2026-03-29 02:00", "2026-10-25 00:00", "2026-10-25 02:00", "2026-03-30 00:00",
       "2026-06-28 00:00", "2027-01-24 00:00", "2028-02-29 00:00", "2028-03-01 00:00", "2026-08-12 10:00"});
  const int beside = dice.pick<int>({0, 0, -1, 1, -86'400, 86'400, dice.between(-86'400, 86'400)});
  return london(moment) + beside;
}

void prove(std::uint64_t seed, Trial::Seen& seen) {
  const auto made = random_policy(seed);
  INFO("seed ", seed, "\n", made.text);
  const auto book = rulebook_of(made.text);
  REQUIRE(book.policy.rules.size() == made.rules.size());
  for (std::size_t i = 0; i < made.rules.size(); ++i) CHECK(text_of(book.policy.rules[i]) == made.rules[i]);
  Dice dice(seed);
  for (int trials = 0; trials < 2; ++trials) {
    const auto as_of = some_instant(dice);
    INFO("at ", schedules::to_string(as_of));
    const Trial trial(book.policy, as_of, seed, kPeople);
    Trial::Seen here;
    trial.sql_and_memory_agree();
    trial.words_agree(here);
    trial.forecasts_agree(here);
    for (const auto& [what, count] : here) seen[what.substr(0, what.find(' '))] += count;
  }
}

}  // namespace

TEST_CASE(
    "INV2 INV4 INV13: policies drawn from the whole grammar have one meaning, in memory, SQL and words") {
  const auto seeds = asked_for();
  REQUIRE(seeds.first <= seeds.last);
  Trial::Seen seen;
  for (auto seed = seeds.first; seed <= seeds.last; ++seed) prove(seed, seen);
  if (seeds.last - seeds.first < kLast - kFirst) return;
  // A proof about nobody would pass in silence.
  for (const char* what : {"move", "warn", "acts", "unreachable"}) CHECK_MESSAGE(seen[what] > 0, what);
}

TEST_CASE("INV13: every form of the policy language is drawn, and people meet what the policies do") {
  std::string all;
  for (auto seed = kFirst; seed <= kLast; ++seed) all += random_policy(seed).text;
  for (const char* form : {"is missing",     "is not missing",     " is before ",   " is not before ",
                           " is after ",     " is not after ",     " or ",          "kind is not ",
                           "sole_owner is ", "last_used is ",      "only: [any: [", "unless: [any: [",
                           "before: [",      "before: active-1\n", "after: [",      "warn: [{",
                           "warn: {",        "1 day in ",          "final: yes",    "Lord_Howe"}) {
    CHECK_MESSAGE(all.find(form) != std::string::npos, form);
  }
}

}  // namespace lapse::tests
