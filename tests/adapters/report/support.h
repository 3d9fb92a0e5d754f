// What the tests of adapters/report/ share: the shipped policy, and a plan with something of everything in
// it.
#pragma once

#include "adapters/report/text.h"
#include "engine/forecast.h"
#include "engine/plan.h"
#include "rules/parse.h"
#include "tests/schedules/support.h"

namespace lapse::adapters::report::tests {

using schedules::tests::day;
using schedules::tests::in_london;

inline rules::Policy nas() {
  rules::Diagnostics diagnostics;
  return rules::parse_policy(schedules::tests::shipped("rules/policies/nas.yaml"), "nas.yaml", diagnostics)
      .value();
}

inline engine::Plan empty_plan() {
  engine::Plan plan;
  plan.as_of = in_london("2026-07-03 06:30");
  plan.policy = "nas-account-lifecycle";
  plan.edition = 3;
  plan.edition_hash = "sha256:aaaa";
  plan.hash = "sha256:bbbb";
  plan.population = 2012345;
  return plan;
}

inline engine::Plan busy_plan() {
  engine::Plan plan = empty_plan();
  auto& tally = plan.tally;
  tally.moves["mark-inactive"] = {1204, 2408};
  tally.warnings["mark-inactive"] = {3310, 6620};
  tally.warnings["delete-leaver"] = {12, 24};
  tally.moves_by_type = {{{"mark-inactive", "community_pharmacy"}, 900}, {{"mark-inactive", ""}, 304}};
  tally.warnings_by_type = {{{"mark-inactive", "community_pharmacy"}, 2000},
                            {{"mark-inactive", "dental_practice"}, 1310},
                            {{"delete-leaver", "dental_practice"}, 12}};
  plan.obstacles = {{"window", "the delete window opens on Monday 6 July 2026, 10:00 BST"}};
  plan.guards = {{"deleted", "run", "", 20123, 10062, true},
                 {"deleted", "7 days", "", 20130, 30185, false},
                 {"deleted", "organisation", "FX\x1b[31m1", 3, 2, true},
                 {"inactive", "run", "", 1204, 60370, false}};
  const auto move = rules::Treatment::Kind::move;
  plan.stops = {{move, "delete-inactive", "", "deleted per run: 20123 planned, 10062 allowed", 20123, 10062},
                {move, "delete-leaver", "FX1", "deleted per organisation: 3 planned, 2 allowed", 3, 2}};
  return plan;
}

inline engine::Forecast calm_month() {
  return {day("2026-07-04"), 30, {}};
}

inline std::size_t widest(const std::string& text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = text.find('\n', at);
    width = std::max(width, width_of(text.substr(at, end - at)));
    at = end + 1;
  }
  return width;
}

}  // namespace lapse::adapters::report::tests
