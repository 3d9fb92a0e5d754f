#include "adapters/cli/as_of.h"

#include <doctest/doctest.h>

#include "adapters/cli/failure.h"
#include "adapters/cli/rulebook_files.h"
#include "rules/parse.h"

using namespace lapse::adapters::cli;
using lapse::schedules::Instant;

namespace {

constexpr std::string_view kPolicy =
    "policy: small\n"
    "edition: 1\n"
    "timezone: Europe/London\n"
    "calendar: { look: every day at 06:30 }\n"
    "states: { active: { meaning: \"in use\" }, inactive: { meaning: \"not used\" } }\n"
    "facts: { last_used: \"latest of last_login, created\" }\n"
    "rules:\n"
    "  - { rule: mark-inactive, says: \"Marks.\", from: active, only: [kind is user],\n"
    "      after: 90 days since last_used, to: inactive }\n"
    "routes: { by: organisation_type, otherwise: { team: duty-team@nas.example } }\n";

lapse::engine::Rulebook book() {
  lapse::rules::Diagnostics diagnostics;
  auto policy = lapse::rules::parse_policy(kPolicy, "small.yaml", diagnostics);
  for (const auto& diagnostic : diagnostics) FAIL_CHECK(lapse::rules::render(diagnostic, kPolicy));
  REQUIRE(policy.has_value());
  return {std::move(*policy), {}, std::string(kPolicy), "sha256:0"};
}

Instant at(std::string_view text) {
  return *lapse::schedules::parse_instant(text);
}

const Instant kWall = at("2026-03-01T12:00:00Z");
const Instant kLast = at("2026-01-05T06:30:00Z");

Clocks real() {
  return {kWall, {.last_as_of = kLast}};
}
Clocks simulated() {
  return {kWall, {.last_as_of = kLast, .simulated = true}};
}

}  // namespace

TEST_CASE("in real time, now is now") {
  CHECK(standing_at(real()) == kWall);
  CHECK(as_of_to_read({}, book(), real()) == kWall);
  CHECK(as_of_to_write({}, book(), real()) == kWall);
}

TEST_CASE("with a simulated clock, a run is the next wake-up after the last one") {
  CHECK(standing_at(simulated()) == kLast);
  CHECK(as_of_to_read({}, book(), simulated()) == at("2026-01-06T06:30:00Z"));
  CHECK(as_of_to_write({}, book(), simulated()) == at("2026-01-06T06:30:00Z"));
}

TEST_CASE("any instant may be asked about") {
  const Instant past = at("2020-01-01T00:00:00Z");
  CHECK(as_of_to_read(past, book(), real()) == past);
  CHECK(as_of_to_read(past, book(), simulated()) == past);
}

TEST_CASE("a run at another instant needs a simulated clock, and time does not go back") {
  const Instant later = at("2026-01-07T10:00:00Z");
  CHECK(as_of_to_write(later, book(), simulated()) == later);
  CHECK_THROWS_WITH_AS(as_of_to_write(kLast - 1, book(), simulated()),
                       "--as-of: time does not go back; the last run was at 2026-01-05T06:30:00Z", Refusal);
  try {
    as_of_to_write(later, book(), real());
    FAIL("was allowed");
  } catch (const Refusal& refusal) {
    CHECK(refusal.code() == ExitCode::usage);
    CHECK(std::string(refusal.what()).starts_with("--as-of: this database lives in real time"));
  }
}

TEST_CASE("an instant is read strictly") {
  CHECK_FALSE(parse_instant_option("--at", "").has_value());
  CHECK(parse_instant_option("--at", "2026-01-05T06:30:00Z") == kLast);
  CHECK_THROWS_WITH_AS(parse_instant_option("--at", "tomorrow"),
                       "--at: 'tomorrow' is not an instant; write it like 2026-01-05T06:30:00Z", Refusal);
}
