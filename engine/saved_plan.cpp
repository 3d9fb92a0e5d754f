#include "engine/saved_plan.h"

#include <algorithm>
#include <charconv>

namespace lapse::engine {

using schedules::Instant;

bool may_be_one(const Person& a, const Person& b) {
  return std::ranges::any_of(a.identities, [&b](const std::string& identity) {
    return std::ranges::find(b.identities, identity) != b.identities.end();
  });
}

std::string plan_name(std::int64_t number) {
  return "P" + std::to_string(number);
}

std::optional<std::int64_t> plan_number(const std::string& name) {
  const bool named = name.starts_with('P') || name.starts_with('p');
  std::int64_t number = 0;
  const char* last = name.data() + name.size();
  const auto read = std::from_chars(name.data() + (named ? 1 : 0), last, number);
  if (read.ec != std::errc() || read.ptr != last || number <= 0) return std::nullopt;
  return number;
}

Instant end_of(const SavedPlan& saved) {
  return saved.saved_at + kPlanDays * schedules::kSecondsPerDay;
}

bool counts(const SavedPlan& saved, const Approval& approval, Instant at) {
  return approval.hash == saved.hash && approval.rows == saved.rows && at < approval.until &&
         !may_be_one(approval.approver, saved.requester);
}

int approvals_that_count(const SavedPlan& saved, const std::vector<Approval>& approvals, Instant at) {
  std::vector<const Person*> people;
  for (const auto& approval : approvals) {
    if (!counts(saved, approval, at)) continue;
    const bool again = std::ranges::any_of(
        people, [&approval](const Person* other) { return may_be_one(*other, approval.approver); });
    if (!again) people.push_back(&approval.approver);
  }
  return static_cast<int>(people.size());
}

}  // namespace lapse::engine
