// Saved plans and their approvals, for people and for machines.
#pragma once

#include <string>
#include <vector>

#include "adapters/report/json.h"
#include "engine/approve.h"
#include "engine/pass.h"

namespace lapse::adapters::report {

Json saved_plan_json(const engine::SavedPlan& saved);
// Its name, and what to do next.
std::string saved_text(const engine::Saved& saved, const rules::Policy& policy, bool colour);

// What was approved: `counts` by rule.
struct ApproveReport {
  engine::Approved approved;
  std::vector<engine::SavedCount> counts;
};
std::string approve_text(const ApproveReport& report, const rules::Policy& policy, bool colour);
std::string approve_json(const ApproveReport& report, const rules::Policy& policy);

// What became of a plan that was applied; `all`: with the accounts that dropped out.
std::string application_text(const engine::PassResult& pass, bool all);
Json application_json(const engine::Application& application);

// A plan that waits.
struct WaitingPlan {
  engine::SavedPlan saved;
  int approvals = 0;
};
std::string waiting_text(const std::vector<WaitingPlan>& plans, const rules::Policy& policy);
Json waiting_json(const std::vector<WaitingPlan>& plans, const rules::Policy& policy);

}  // namespace lapse::adapters::report
