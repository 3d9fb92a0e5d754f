#include "engine/shares.h"

#include <algorithm>

namespace lapse::engine {
namespace {

// Takes the ranges out of the spans; both in order.
std::vector<PlanSpan> without(const std::vector<PlanSpan>& spans, const std::vector<Chunk>& ranges) {
  std::vector<PlanSpan> rest;
  auto range = ranges.begin();
  for (PlanSpan span : spans) {
    while (range != ranges.end() && range->last < span.first) ++range;
    for (auto cut = range; cut != ranges.end() && cut->first <= span.last; ++cut) {
      if (cut->first > span.first) rest.push_back({span.work, span.first, cut->first - 1});
      span.first = std::max(span.first, cut->last + 1);
    }
    if (span.first <= span.last) rest.push_back(span);
  }
  return rest;
}

std::vector<Chunk> claimed_by_others(const std::vector<Claim>& claims, const Taker& taker) {
  std::vector<Chunk> ranges;
  for (const auto& claim : claims) {
    const bool holds = claim.fence == taker.fence && claim.until > taker.now && claim.worker != taker.worker;
    if (holds) ranges.push_back({claim.first, claim.last});
  }
  return ranges;
}

bool overlaps(const std::vector<Chunk>& ranges, Chunk chunk) {
  return std::ranges::any_of(
      ranges, [&](const Chunk& range) { return range.first <= chunk.last && range.last >= chunk.first; });
}

using Transactions = std::vector<std::vector<PlanSpan>>;

// At most `rows` plan rows each, and no gap between them.
Transactions cut(const std::vector<PlanSpan>& spans, std::int64_t rows) {
  Transactions transactions;
  std::int64_t room = 0;
  for (PlanSpan span : spans) {
    while (span.first <= span.last) {
      const bool gap = !transactions.empty() && transactions.back().back().last + 1 != span.first;
      if (room == 0 || gap) {
        transactions.emplace_back();
        room = rows;
      }
      const std::int64_t last = std::min(span.last, span.first + room - 1);
      transactions.back().push_back({span.work, span.first, last});
      room -= last - span.first + 1;
      span.first = last + 1;
    }
  }
  return transactions;
}

}  // namespace

std::vector<PlanSpan> left_of(const std::vector<PlanSpan>& plan, const std::vector<Chunk>& done) {
  return without(plan, done);
}

std::int64_t rows_of(const std::vector<PlanSpan>& spans) {
  std::int64_t rows = 0;
  for (const auto& span : spans) rows += span.last - span.first + 1;
  return rows;
}

std::optional<Share> share_of(const std::vector<PlanSpan>& left, const std::vector<Claim>& claims,
                              const Taker& taker) {
  const auto others = claimed_by_others(claims, taker);
  const auto free = without(left, others);
  if (free.empty()) return std::nullopt;
  const std::int64_t wanted = (rows_of(free) + taker.parts - 1) / taker.parts;
  Share share{{free.front().first, 0}, {}};
  std::int64_t taken = 0;
  for (auto& transaction : cut(free, taker.rows)) {
    if (taken >= wanted || overlaps(others, {share.range.first, transaction.back().last})) break;
    taken += rows_of(transaction);
    share.range.last = transaction.back().last;
    share.transactions.push_back(std::move(transaction));
  }
  return share;
}

}  // namespace lapse::engine
