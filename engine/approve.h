// Saving a plan, and approving it: what people do before it is applied (apply.h).
//
// Atomic  A plan with its rows, or an approval: one commit. Errors: StoreError.
// Time    `at` is now, UTC seconds.
#pragma once

#include <string>
#include <vector>

#include "engine/decide.h"
#include "engine/deed.h"
#include "engine/saved_plan.h"

namespace lapse::engine {

// A number of accounts that a saved plan moves or warns by one rule.
struct SavedCount {
  rules::Treatment::Kind kind = rules::Treatment::Kind::move;
  std::string rule;
  std::int64_t accounts = 0;
};
std::vector<SavedCount> counts_of(const Store& store, const SavedPlan& saved, const rules::Policy& policy);

struct SaveTerms {
  schedules::Instant as_of;
  Scope scope;
  schedules::Instant at;  // now
  Person requester;
};

struct Saved {
  SavedPlan saved;
  Plan plan;  // as decide() would have it: judged, and without what is stopped
};
Saved save_plan(Store& store, const Rulebook& book, const SaveTerms& terms, const Visit<PlanLine>& visit);

struct ApproveTerms {
  std::int64_t plan = 0;
  schedules::Instant at;
  Person approver;
  std::string reason;
};

struct Approved {
  std::vector<Denial> denials;  // empty: it was approved
  SavedPlan saved;
  Approval approval;
  int count = 0;  // approvals that count now
};
Approved approve(Store& store, const Rulebook& book, const ApproveTerms& terms);

// Why nobody can approve or apply it at an instant, whoever they are.
std::vector<Denial> objections(const Rulebook& book, const SavedPlan& saved, schedules::Instant at);

}  // namespace lapse::engine
