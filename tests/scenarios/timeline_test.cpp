// What `lapse check --timeline` says about a policy is what the engine does: the same days, warning by
// warning.
#include <doctest/doctest.h>

#include <sstream>

#include "rules/timeline.h"
#include "tests/world.h"

namespace lapse::tests {
namespace {

const schedules::Day kDayZero = *schedules::parse_day("2026-01-01");

// A policy whose window is open every day, so that nothing delays the shortest way.
std::string small_policy(const std::string& rules) {
  return R"(policy: small
edition: 1
timezone: Europe/London
calendar: { holidays: england-and-wales, look: every day at 06:30, delete: every day 08:00 to 18:00 }
states:
  active:   { meaning: "in use" }
  inactive: { meaning: "not used" }
  leaver:   { meaning: "left" }
  deleted:  { meaning: "gone", destructive: yes }
events:
  login:   { from: [active, inactive], to: active }
  leaver:  { from: [active, inactive], to: leaver, by: nas_team }
  joiner:  { from: leaver, to: active, by: nas_team }
  restore: { from: deleted, to: active, by: nas_team }
facts: { last_used: "latest of last_login, created" }
rules:
)" + rules +
         R"(guards:
  limits: [{ count: deleted, at_most: 10 accounts, per: run }]
  when_over: { do: stop the rule, tell: duty_manager, approvers: 1, approval_lasts: 24 hours }
  when_shortened: { new_promises_only: yes, fresh_warnings: yes }
routes: { by: organisation_type, otherwise: { team: duty-team@nas.example } }
)";
}

std::string rule(const std::string& name, const std::string& from, const std::string& after,
                 const std::string& to, const std::string& warned) {
  return "  - rule: " + name + "\n    says: As it is.\n    from: " + from + "\n    after: " + after +
         "\n    to: " + to + "\n" + warned;
}

std::string warned(const std::string& steps, int notice) {
  return "    warn: { days_before: [" + steps +
         "], send: soon-deleted, to: personal_email }\n    notice: " + std::to_string(notice) +
         (notice == 1 ? " day\n" : " days\n");
}

// The way as the story of an account that was last used, or marked, on day 0.
std::string story_of(const rules::Way& way, schedules::Day zero = kDayZero) {
  std::string text;
  for (const rules::TimelineStep& step : way) {
    for (const int day : step.warned_on) text += to_string(zero + day) + " warn\n";
    text += to_string(zero + step.day) + " " + step.from + " -> " + step.to + " by " + step.by + "\n";
  }
  return text;
}

// The story that the engine told, as far as the state, without what was promised.
std::string story_until(World& world, const std::string& state) {
  std::istringstream lines(world.story("ann"));
  std::string text;
  for (std::string line; std::getline(lines, line);) {
    if (line.find(" arrive") != std::string::npos) continue;
    const auto warn = line.find(" warn");
    text += (warn == std::string::npos ? line : line.substr(0, warn + 5)) + "\n";
    if (line.find("-> " + state + " by") != std::string::npos) break;
  }
  return text;
}

void check_alone(const std::string& policy, const std::string& state) {
  CAPTURE(policy);
  World world(policy);
  const auto timeline = rules::timeline(world.book().policy, world.book().holidays, kDayZero);
  const auto ending = std::find_if(timeline.endings.begin(), timeline.endings.end(),
                                   [&](const rules::Ending& one) { return one.state == state; });
  REQUIRE(ending->alone);
  const int day = ending->alone->back().day;
  world.person({.id = "ann", .last_used = "2026-01-01 10:00"});
  world.run_until(to_string(kDayZero + day) + " 20:00");
  CHECK(story_until(world, state) == story_of(*ending->alone));
  CHECK(ending->at_the_latest >= day);
}

}  // namespace

TEST_CASE("the shortest way of the shipped policy, with a window that is always open, is the engine's") {
  check_alone(replaced(shipped_policy(), "Monday to Thursday 10:00 to 16:00, not on or just before a holiday",
                       "every day 10:00 to 16:00"),
              "purged");
}

TEST_CASE("the shipped policy deletes and purges between the shortest way and the last day") {
  World world;
  const auto timeline = rules::timeline(world.book().policy, world.book().holidays, kDayZero);
  world.person({.id = "ann", .last_used = "2026-01-01 10:00"});
  world.run_until("2026-08-20 20:00");
  for (const rules::Ending& ending : timeline.endings) {
    const std::string story = story_until(world, ending.state);
    const std::string last = story.substr(story.rfind('\n', story.size() - 2) + 1);
    const auto day = schedules::parse_day(last.substr(0, 10));
    REQUIRE_MESSAGE(day, story);
    CHECK(*day - kDayZero >= ending.alone->back().day);
    CHECK(*day - kDayZero <= *ending.at_the_latest);
  }
}

TEST_CASE("the shortest way of small policies is the engine's, whatever ladder and notice") {
  const std::string mark = rule("mark", "active", "9 days since last_used", "inactive", "");
  const auto deletes = [&](const std::string& after, const std::string& ladder) {
    check_alone(small_policy(mark + rule("delete", "inactive", after, "deleted", ladder)), "deleted");
  };
  for (const char* after :
       {"8 days in inactive", "10 days since last_used", "[3 days in inactive, 13 days since last_used]",
        "[12 days in inactive, 14 days since last_used]"}) {
    deletes(after, warned("1", 1));
    deletes(after, warned("3, 2, 1", 1));
    deletes(after, warned("8, 5, 1", 3));
    deletes(after, warned("8, 5", 8));
  }
}

TEST_CASE("a way of one step, and one whose every step warns, is the engine's") {
  check_alone(
      small_policy(rule("delete", "active", "20 days since last_used", "deleted", warned("20, 10, 1", 5))),
      "deleted");
  check_alone(
      small_policy(rule("mark", "active", "12 days since last_used", "inactive", warned("6, 1", 4)) +
                   rule("delete", "inactive", "16 days since last_used", "deleted", warned("14, 2", 9))),
      "deleted");
}

TEST_CASE("the shortest way after a decision of a person is the engine's") {
  World world(replaced(shipped_policy(), "Monday to Thursday 10:00 to 16:00, not on or just before a holiday",
                       "every day 10:00 to 16:00"));
  const auto timeline = rules::timeline(world.book().policy, world.book().holidays, kDayZero);
  REQUIRE(timeline.endings.front().state == "deleted");
  REQUIRE(timeline.endings.front().decided);
  world.person({.id = "ann"});
  world.run_until("2026-01-04 20:00");
  world.feed_says("ann", "leaver", "2026-01-05 06:00");
  world.run_until("2026-02-10 20:00");
  CHECK(story_until(world, "deleted") ==
        story_of(*timeline.endings.front().decided, *schedules::parse_day("2026-01-05")));
}

}  // namespace lapse::tests
