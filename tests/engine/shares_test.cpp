// Who takes what of a night that is shared.
#include "engine/shares.h"

#include <doctest/doctest.h>

namespace lapse::engine {
namespace {

constexpr schedules::Instant kNow{1000};

std::vector<PlanSpan> plan_of(std::int64_t rows) {
  return {{1, 1, rows / 2}, {2, rows / 2 + 1, rows}};
}

Taker taker(std::int64_t rows) {
  return {.worker = "me", .fence = 7, .now = kNow, .rows = rows};
}

Claim claim(std::int64_t first, std::int64_t last, const std::string& worker = "other",
            std::int64_t fence = 7, std::int64_t seconds = 60) {
  return {first, last, worker, fence, kNow + seconds};
}

std::string told(const std::optional<Share>& share) {
  if (!share) return "nothing";
  std::string text = std::to_string(share->range.first) + ".." + std::to_string(share->range.last) + ":";
  for (const auto& transaction : share->transactions) {
    text += " [";
    for (const auto& span : transaction)
      text += " " + std::to_string(span.work) + "/" + std::to_string(span.first) + "-" +
              std::to_string(span.last);
    text += " ]";
  }
  return text;
}

}  // namespace

TEST_CASE("a share is a quarter of what is free, in whole transactions, across works") {
  CHECK(told(share_of(plan_of(100), {}, taker(10))) == "1..30: [ 1/1-10 ] [ 1/11-20 ] [ 1/21-30 ]");
  CHECK(told(share_of(plan_of(12), {}, taker(10))) == "1..10: [ 1/1-6 2/7-10 ]");
  CHECK(told(share_of(plan_of(12), {}, taker(100))) == "1..12: [ 1/1-6 2/7-12 ]");
}

TEST_CASE("what is done is not taken, and a gap ends a transaction") {
  const auto left = left_of(plan_of(20), {{1, 4}, {8, 9}, {11, 12}});
  CHECK(rows_of(left) == 12);
  CHECK(told(share_of(left, {}, taker(5))) == "5..7: [ 1/5-7 ]");
  auto all = taker(5);
  all.parts = 1;
  CHECK(told(share_of(left, {}, all)) == "5..20: [ 1/5-7 ] [ 1/10-10 ] [ 2/13-17 ] [ 2/18-20 ]");
}

TEST_CASE("what others have claimed is left to them, until it lapses or their lease does") {
  const auto plan = plan_of(20);
  CHECK(told(share_of(plan, {claim(1, 5)}, taker(5))) == "6..10: [ 1/6-10 ]");
  CHECK(told(share_of(plan, {claim(3, 18)}, taker(5))) == "1..2: [ 1/1-2 ]");
  CHECK(told(share_of(plan, {claim(1, 20)}, taker(5))) == "nothing");
  CHECK(told(share_of(plan, {claim(1, 20, "me")}, taker(5))) == "1..5: [ 1/1-5 ]");
  CHECK(told(share_of(plan, {claim(1, 20, "other", 6)}, taker(5))) == "1..5: [ 1/1-5 ]");
  CHECK(told(share_of(plan, {claim(1, 20, "other", 7, 0)}, taker(5))) == "1..5: [ 1/1-5 ]");
}

TEST_CASE("a claim never reaches over somebody else's") {
  auto all = taker(100);
  all.parts = 1;
  CHECK(told(share_of(plan_of(20), {claim(5, 6)}, all)) == "1..4: [ 1/1-4 ]");
}

TEST_CASE("nothing is left when all is done") {
  CHECK(left_of(plan_of(20), {{1, 20}}).empty());
  CHECK(told(share_of({}, {}, taker(5))) == "nothing");
}

}  // namespace lapse::engine
