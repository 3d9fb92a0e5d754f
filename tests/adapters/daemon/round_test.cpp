#include "adapters/daemon/round.h"

#include <doctest/doctest.h>

using namespace lapse::adapters::daemon;
using lapse::schedules::Instant;

namespace {
constexpr Instant kNow{1'767'571'200};
}

TEST_CASE("a round that is done waits for what it names, at least some seconds, at most a day") {
  CHECK(next_round({.next = kNow + 7200}, 0, kNow) == kNow + 7200);
  CHECK(next_round({.next = kNow - 7200}, 0, kNow) == kNow + kLeastPauseSeconds);
  CHECK(next_round({}, 0, kNow) == kNow + 86400);
}

TEST_CASE("a held lease is asked for again when it may have run out") {
  CHECK(next_round({.end = Round::End::busy}, 0, kNow) == kNow + 60);
}

TEST_CASE("failures in a row wait twice as long each, at most an hour") {
  const Round failed{.end = Round::End::failed};
  CHECK(next_round(failed, 1, kNow) == kNow + 60);
  CHECK(next_round(failed, 2, kNow) == kNow + 120);
  CHECK(next_round(failed, 6, kNow) == kNow + 1920);
  CHECK(next_round(failed, 7, kNow) == kNow + 3600);
  CHECK(next_round(failed, 1'000'000, kNow) == kNow + 3600);
}
