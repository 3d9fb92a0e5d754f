// Who carries out what of a run that several engines share: arithmetic over ranges of plan rows. Pure.
//
// What is claimed is a hint that keeps them out of each other's way. That nothing is done twice, or left out,
// is kept by the chunks that are marked done.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/records.h"

namespace lapse::engine {

inline constexpr int kClaimSeconds = 60;  // then others may take what is not done of it

// What of the plan is not done, in the order of its rows. REQUIRES that `done` is in order.
std::vector<PlanSpan> left_of(const std::vector<PlanSpan>& plan, const std::vector<Chunk>& done);

struct Taker {
  std::string worker;
  std::int64_t fence = 0;
  schedules::Instant now;
  std::int64_t rows = 1;  // of a transaction
  int parts = 4;          // takes one of so many equal ones of what nobody else has claimed
};

// A range to claim, and the transactions that carry it out: plan rows without a gap.
struct Share {
  Chunk range;
  std::vector<std::vector<PlanSpan>> transactions;
};

// What to take next of `left`. A part of what is free, so that an engine that is alone rarely asks and
// several end together; whole transactions, so that a run that was interrupted is cut as if it had not been.
// nullopt: all of it is claimed, or nothing is left.
std::optional<Share> share_of(const std::vector<PlanSpan>& left, const std::vector<Claim>& claims,
                              const Taker& taker);

std::int64_t rows_of(const std::vector<PlanSpan>& spans);

}  // namespace lapse::engine
