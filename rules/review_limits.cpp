// Limits on destructive states that would let a great part of all accounts through.
#include <algorithm>

#include "rules/review_checks.h"

namespace lapse::rules {
namespace {

constexpr std::int64_t kLargePercentThousandths = 5'000;
constexpr std::int64_t kLargeAccounts = 500;

bool counts_destructive(const Checked& checked, const Limit& limit) {
  const auto state = checked.states.find(limit.count);
  return state != checked.states.end() && state->second->destructive;
}

bool is_large(const Limit& limit) {
  return limit.accounts.value_or(0) > kLargeAccounts ||
         limit.thousandths_of_percent.value_or(0) > kLargePercentThousandths;
}

std::string in_percent(std::int64_t thousandths) {
  std::string text = std::to_string(thousandths / 1000);
  std::string decimals = std::to_string(1000 + thousandths % 1000).substr(1);
  while (decimals.ends_with('0')) decimals.pop_back();
  return text + (decimals.empty() ? "" : "." + decimals) + " percent";
}

std::string amount_of(const Limit& limit) {
  std::string text;
  if (limit.accounts) text = std::to_string(*limit.accounts) + " accounts";
  if (!limit.thousandths_of_percent) return text;
  return text + (text.empty() ? "" : " or ") + in_percent(*limit.thousandths_of_percent);
}

std::string time_of(const Limit& limit) {
  if (limit.per == Limit::Per::run) return "one run";
  return limit.days == 1 ? "one day" : std::to_string(limit.days) + " days";
}

void review_size(const Checked& checked, const Limit& limit) {
  const bool over_time = limit.per == Limit::Per::run || (limit.per == Limit::Per::days && limit.days > 0);
  if (!over_time || !is_large(limit) || !limit.accept_large.empty()) return;
  checked.findings.add(
      limit.place,
      "as many as " + amount_of(limit) + " may become " + quote(limit.count) + " in " + time_of(limit),
      "limit it to 500 accounts or 5 percent, or say why it is meant: 'accept_large: \"the reason\"'");
}

// The largest of many small limits is no limit: where all organisations fail at once, each is within its own.
void review_scope(const Checked& checked, const State& state) {
  const auto& limits = checked.policy.guards.limits;
  const Limit* of_organisation = nullptr;
  for (const Limit& limit : limits) {
    if (limit.count != state.name) continue;
    if (limit.per != Limit::Per::organisation) return;
    of_organisation = &limit;
  }
  if (of_organisation == nullptr || !of_organisation->accept_large.empty()) return;
  checked.findings.add(
      of_organisation->place,
      "only organisation by organisation is it limited how many accounts become " + quote(state.name),
      "write '{ count: " + state.name + ", at_most: 10 accounts or 0.5 percent, per: run }' beside it");
}

}  // namespace

void review_limits(const Checked& checked) {
  for (const Limit& limit : checked.policy.guards.limits) {
    if (counts_destructive(checked, limit)) review_size(checked, limit);
  }
  for (const State& state : checked.policy.states) {
    if (state.destructive) review_scope(checked, state);
  }
}

}  // namespace lapse::rules
