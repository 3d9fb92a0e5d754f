// `plan --json`: the whole plan as one object, JSON.md says which. Lines are collected while the plan is
// decided, and printed one by one, sorted by account, then rule: what a guard stopped is left out.
#pragma once

#include <iosfwd>
#include <map>
#include <vector>

#include "adapters/report/json.h"
#include "engine/comeback.h"
#include "engine/decide.h"
#include "rules/model.h"

namespace lapse::adapters::report {

// REQUIRES that the policy outlives it. Memory grows with the plan: one row per line, one work per kind.
class PlanJson {
 public:
  explicit PlanJson(const rules::Policy& policy) : policy_(policy) {}
  void add(const engine::PlanLine& line);
  // `plan`: what decide() made of the lines.
  // `wrong`: the deletions of the last year.
  // `more`: an object whose members come last.
  void print(const engine::Plan& plan, const std::vector<engine::FalseDeletions>& wrong, std::ostream& out,
             const Json& more = Json::object());

 private:
  void print_lines(const engine::Plan& plan, rules::Treatment::Kind kind, std::ostream& out) const;

  const rules::Policy& policy_;
  std::map<int, engine::Work> works_;
  std::vector<engine::PlanRow> rows_;
};

}  // namespace lapse::adapters::report
