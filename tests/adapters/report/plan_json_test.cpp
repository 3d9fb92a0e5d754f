#include "adapters/report/plan_json.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/adapters/report/support.h"

namespace lapse::adapters::report::tests {
namespace {

using Kind = rules::Treatment::Kind;

engine::Work move_of(int number, const std::string& rule, const std::string& from, const std::string& to) {
  engine::Work work;
  work.number = number;
  work.treatment = {Kind::move, rule, from, to, 0, day("2026-07-02"), {}};
  return work;
}

engine::Work warning_of(int number, const std::string& rule, int step, const char* date,
                        std::vector<int> merged) {
  engine::Work work;
  work.number = number;
  work.treatment = {Kind::warn, rule, "inactive", "deleted", step, day(date), std::move(merged)};
  return work;
}

engine::PlanRow row(const engine::Work& work, const std::string& account, const std::string& organisation) {
  engine::PlanRow row;
  row.work = work.number;
  row.account = account;
  row.organisation = organisation;
  row.idle_since = in_london("2026-01-01 10:00").seconds;
  row.state_since = in_london("2024-05-01 09:00").seconds;
  return row;
}

std::string printed(PlanJson& json, const engine::Plan& plan) {
  std::ostringstream out;
  json.print(plan, {}, out);
  return out.str();
}

}  // namespace

TEST_CASE("the plan is one object with its keys in the order of the contract") {
  const rules::Policy policy = nas();
  PlanJson json(policy);
  const auto mark = move_of(1, "mark-inactive", "active", "inactive");
  const auto warn = warning_of(9, "delete-inactive", 14, "2026-08-03", {60, 30});
  json.add({mark, row(mark, "eve", "FX1")});
  json.add({mark, row(mark, "bob", "FX1")});
  json.add({warn, row(warn, "ann", "FX2")});
  engine::Plan plan = empty_plan();
  plan.tally.moves["mark-inactive"] = {2, 4};
  plan.tally.warnings["delete-inactive"] = {1, 2};
  plan.guards = {{"inactive", "run", "", 2, 50, false}, {"deleted", "organisation", "FX2", 0, 2, false}};
  plan.obstacles = {{"window", "it opens on Monday"}};
  CHECK(printed(json, plan) ==
        R"({
  "format_version": "1.0",
  "as_of": "2026-07-03T05:30:00Z",
  "policy": {"name":"nas-account-lifecycle","edition":3,"hash":"sha256:aaaa"},
  "plan": "sha256:bbbb",
  "guards": [{"count":"inactive","per":"run","planned":2,"limit":50,"stopped":false,"before":0},)"
        R"({"count":"deleted","per":"organisation","planned":0,"limit":2,"stopped":false,"before":0,)"
        R"("organisation":"FX2"}],
  "moves": [
    {"account":"bob","rule":"mark-inactive","from":"active","to":"inactive","since":"2026-01-01T10:00:00Z","due":"2026-04-02"},
    {"account":"eve","rule":"mark-inactive","from":"active","to":"inactive","since":"2026-01-01T10:00:00Z","due":"2026-04-02"}
  ],
  "warnings": [
    {"account":"ann","rule":"delete-inactive","step":14,"date":"2026-08-03","merged":[60,30]}
  ],
  "stopped": [],
  "obstacles": [{"what":"window","says":"it opens on Monday","marking":false}],
  "effects": [],
  "totals": {"accounts":3,"moves":{"mark-inactive":2,"delete-inactive":0,"delete-leaver":0,"purge-deleted":0},)"
        R"("warnings":{"mark-inactive":0,"delete-inactive":1,"delete-leaver":0,"purge-deleted":0}},
  "false_deletions": []
}
)");
}

TEST_CASE("an empty plan is an object of the same shape") {
  const rules::Policy policy = nas();
  PlanJson json(policy);
  const auto parsed = nlohmann::json::parse(printed(json, empty_plan()));
  CHECK(parsed.at("moves").is_array());
  CHECK(parsed.at("warnings").empty());
  CHECK(parsed.at("guards").is_array());
  CHECK(parsed.at("totals").at("accounts") == 0);
}

TEST_CASE("a plan says what its moves ask to be done elsewhere, for how many accounts") {
  rules::Policy policy = nas();
  policy.rules[0].effects = {{"disable-mailbox", {}}, {"tell-hr", {}}};
  policy.rules[1].effects = {{"never", {}}};
  PlanJson json(policy);
  engine::Plan plan = empty_plan();
  plan.tally.moves["mark-inactive"] = {2, 4};
  plan.tally.warnings["delete-inactive"] = {1, 2};
  const auto effects = nlohmann::json::parse(printed(json, plan)).at("effects");
  REQUIRE(effects.size() == 2);
  CHECK(effects[0] ==
        nlohmann::json{{"rule", "mark-inactive"}, {"effect", "disable-mailbox"}, {"accounts", 2}});
  CHECK(effects[1]["effect"] == "tell-hr");
}

TEST_CASE("what a guard stops is in stopped and not in moves") {
  const rules::Policy policy = nas();
  PlanJson json(policy);
  const auto remove = move_of(3, "delete-leaver", "leaver", "deleted");
  json.add({remove, row(remove, "ann", "FX1")});
  json.add({remove, row(remove, "bob", "FX2")});
  engine::Plan plan = empty_plan();
  plan.stops = {{Kind::move, "delete-leaver", "FX1", "deleted per organisation: 3 planned, 2 allowed", 3, 2}};
  const auto parsed = nlohmann::json::parse(printed(json, plan));
  REQUIRE(parsed.at("moves").size() == 1);
  CHECK(parsed["moves"][0]["account"] == "bob");
  CHECK(parsed["stopped"][0].dump() ==
        R"({"limit":2,"organisation":"FX1","reason":"deleted per organisation: 3 planned, 2 allowed",)"
        R"("rule":"delete-leaver","would_have":3})");
}

TEST_CASE("since is the anchor of the period that ends last, due the later of the promise and its end") {
  const rules::Policy policy = nas();
  PlanJson json(policy);
  const auto remove = move_of(2, "delete-inactive", "inactive", "deleted");
  auto late = row(remove, "ann", "FX1");  // 90 days in inactive end after 180 days since last used
  late.state_since = in_london("2026-04-02 06:30").seconds;
  auto promised = late;
  promised.account = "bob";
  promised.promised_at = in_london("2026-08-03 00:00").seconds;
  json.add({remove, promised});
  json.add({remove, late});
  const auto moves = nlohmann::json::parse(printed(json, empty_plan())).at("moves");
  CHECK(moves[0]["since"] == "2026-04-02T05:30:00Z");
  CHECK(moves[0]["due"] == "2026-07-02");
  CHECK(moves[1]["due"] == "2026-08-03");
}

TEST_CASE("an account whose id is no UTF-8 does not end the report") {
  const rules::Policy policy = nas();
  PlanJson json(policy);
  const auto mark = move_of(1, "mark-inactive", "active", "inactive");
  json.add({mark, row(mark, "a\xFF\x1b", "FX1")});
  const auto parsed = nlohmann::json::parse(printed(json, empty_plan()));
  CHECK(parsed["moves"][0]["account"] == "a\xEF\xBF\xBD\x1b");
}

}  // namespace lapse::adapters::report::tests
