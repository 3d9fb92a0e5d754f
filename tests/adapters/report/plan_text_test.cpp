#include "adapters/report/plan_text.h"

#include <doctest/doctest.h>

#include "tests/adapters/report/support.h"

namespace lapse::adapters::report::tests {
namespace {

engine::Forecast busy_month() {
  engine::Forecast month = calm_month();
  month.by_rule["mark-inactive"] = std::vector<std::int64_t>(30, 1500);
  month.by_rule["delete-inactive"] = std::vector<std::int64_t>(30, 0);
  month.by_rule["delete-inactive"].back() = 7;
  month.by_rule["purge-deleted"] = std::vector<std::int64_t>(30, 0);
  return month;
}

const std::vector<std::string> kAttention{
    "a guard stops delete-inactive: deleted per run: 20123 planned, 10062 allowed; 2 approvals let it pass",
    "2 notices could not be delivered and were given up; nobody read them"};

constexpr std::string_view kBusy = R"(nas-account-lifecycle, edition 3: Friday 3 July 2026 06:30 BST
2,012,345 accounts at the last good import
plan sha256:bbbb

Tonight                                                          moves    warnings
  mark-inactive             active to inactive                   1,204       3,310
      community_pharmacy                                           900       2,000
      dental_practice                                                -       1,310
      no organisation type                                         304           -
  delete-leaver             leaver to deleted                        -          12
      dental_practice                                                -          12
  in all                                                         1,204       3,322
  9,052 notices to send

Guards                                                         planned       limit
  deleted per run                                               20,123      10,062   STOPPED
  deleted per 7 days                                            20,130      30,185
  deleted per organisation, most in FX?[31m1                         3           2   STOPPED
  inactive per run                                               1,204      60,370

Destructive steps wait
  - the delete window opens on Monday 6 July 2026, 10:00 BST

Next 30 days                from 4 Jul from 11 Jul from 18 Jul from 25 Jul  from 1 Aug      in all
  mark-inactive                 10,500      10,500      10,500      10,500       3,000      45,000
  delete-inactive                    -           -           -           -           7           7

Needs attention
  - a guard stops delete-inactive: deleted per run: 20123 planned, 10062 allowed; 2 approvals let it
    pass
  - 2 notices could not be delivered and were given up; nobody read them
)";

}  // namespace

TEST_CASE("E26: the manager's report says who is affected tonight, what stops, and what comes") {
  CHECK(plan_text(busy_plan(), busy_month(), kAttention, {}, nas(), false) == kBusy);
}

TEST_CASE("a night without work is said in three words") {
  CHECK(plan_text(empty_plan(), calm_month(), {}, {}, nas(), false) ==
        R"(nas-account-lifecycle, edition 3: Friday 3 July 2026 06:30 BST
2,012,345 accounts at the last good import
plan sha256:bbbb

Nothing is due.

Next 30 days
  nothing falls due
)");
}

TEST_CASE("a report stays within its width, however long the names and the forecast are") {
  engine::Plan plan = busy_plan();
  const std::string long_name(150, 'x');
  for (int i = 0; i < 20; ++i) {
    plan.tally.moves_by_type[{"mark-inactive", long_name + std::to_string(i)}] = i + 1;
  }
  plan.guards[2].organisation = long_name;
  engine::Forecast year = calm_month();
  year.days = 365;
  year.by_rule["mark-inactive"] = std::vector<std::int64_t>(365, 9'999);
  const std::string text = plan_text(plan, year, kAttention, {}, nas(), false);
  CHECK(widest(text) <= kColumns);
  CHECK(text.find("other types") != std::string::npos);
  CHECK(text.find("from 4 Jul from 19 Sep  from 5 Dec from 20 Feb  from 8 May      in all") !=
        std::string::npos);
}

TEST_CASE("a plan that was stopped whole still shows its guards") {
  engine::Plan plan = busy_plan();
  plan.tally = {};
  const std::string text = plan_text(plan, calm_month(), {}, {}, nas(), false);
  CHECK(text.find("Nothing is due.") != std::string::npos);
  CHECK(text.find("STOPPED") != std::string::npos);
}

TEST_CASE("colours mark titles, what is stopped and what waits; the words stay the same") {
  std::string coloured = plan_text(busy_plan(), busy_month(), kAttention, {}, nas(), true);
  CHECK(coloured.find("\x1b[31m  deleted per run") != std::string::npos);
  CHECK(coloured.find("\x1b[33m  - the delete window opens") != std::string::npos);
  CHECK(coloured.find("\x1b[1mTonight") != std::string::npos);
  for (auto from = coloured.find('\x1b'); from != std::string::npos; from = coloured.find('\x1b')) {
    coloured.erase(from, coloured.find('m', from) - from + 1);
  }
  CHECK(coloured == kBusy);
}

TEST_CASE("a plan for one rule or one account says so") {
  engine::Plan plan = empty_plan();
  plan.scope = {"delete-leaver", "ann"};
  const std::string text = plan_text(plan, calm_month(), {}, {}, nas(), false);
  CHECK(text.find("only the rule delete-leaver\nonly the account ann\n") != std::string::npos);
}

}  // namespace lapse::adapters::report::tests
