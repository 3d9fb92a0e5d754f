// A plan in the making: takes its rows one by one, in order, and ends as a judged plan. A dry run and a real
// run both make their plans here, so that their hashes, sums and stops are the same.
#pragma once

#include "engine/digest.h"
#include "engine/plan.h"
#include "engine/store.h"

namespace lapse::engine {

class PlanDraft {
 public:
  explicit PlanDraft(Plan plan) : plan_(std::move(plan)) {}

  Permission permission() const { return permission_behind(plan_.obstacles); }
  void add(const Work& work, const PlanRow& row);
  // Asks the guards, takes out what they stop unless people have approved it, and names the plan by its hash.
  // The draft may not be used afterwards.
  enum class Approved { no, yes };
  Plan judged(const rules::Policy& policy, const Store& store, Approved approved = Approved::no) &&;
  std::string hash() &&;  // only that

 private:
  Plan plan_;
  Digest digest_;
};

}  // namespace lapse::engine
