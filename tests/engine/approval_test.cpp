// Saved plans: approved by others, carried out once, never more than what was saved; and the ways past a
// guard that are none.
#include <doctest/doctest.h>

#include "engine/alert.h"
#include "engine/apply.h"
#include "engine/verify.h"
#include "tests/fakes.h"
#include "tests/world.h"

namespace lapse::tests {
namespace {

using engine::ApplyRefused;
using engine::Person;

Person somebody(int uid, const std::string& name) {
  return {"uid " + std::to_string(uid) + " (" + name + ")", {"uid:" + std::to_string(uid), "user:" + name}};
}

// Inactive people, each of a site of their own, who were told in time that 6 July 2026, a Monday, is their
// last day.
void inactive_crowd(World& world, int count, const std::string& name = "in") {
  for (int i = 0; i < count; ++i) {
    const std::string number = std::to_string(i);
    world.person({.id = name + number,
                  .last_used = "2026-01-02 10:00",
                  .state = "inactive",
                  .since = "2026-04-05 06:30",
                  .organisation = name + number});
  }
}

const std::string kDay = "2026-07-06 ";

// Tells them 14, 7 and 1 days before; in between nobody has to look.
void tell_in_time(World& world) {
  world.night("2026-06-21 06:30");
  for (const char* step : {"2026-06-28 06:30", "2026-07-04 06:30"}) {
    world.nobody_looks_until(step);
    world.run_until(step);
  }
}

// 12 are due, 10 may be deleted.
struct TwoTooMany : World {
  explicit TwoTooMany(const std::string& policy = shipped_policy()) : World(policy) {
    inactive_crowd(*this, 12);
    tell_in_time(*this);
    run_until(kDay + "10:00");
  }

  std::int64_t save(const std::string& at, const engine::Scope& scope = {"delete-inactive", ""}) {
    return engine::save_plan(store(), book(), {london(at), scope, london(at), somebody(1000, "jo")},
                             [](const engine::PlanLine&) {})
        .saved.number;
  }

  std::string approve(std::int64_t plan, const Person& person, const std::string& at) {
    const auto done = engine::approve(store(), book(), {plan, london(at), person, "the site closes"});
    return done.denials.empty() ? std::to_string(done.count) + " of 2" : done.denials.front().what;
  }

  engine::PassResult apply(std::int64_t plan, const std::string& at) {
    return engine::pass(hands(), book(), {london(at), {}, {}, chunk_rows, plan});
  }

  // Why it was refused; empty: it was not.
  std::string refused(std::int64_t plan, const std::string& at) {
    try {
      apply(plan, at);
    } catch (const ApplyRefused& refusal) {
      return refusal.what();
    }
    return "";
  }

  std::int64_t deleted() {
    std::int64_t all = 0;
    for (const auto& count : store().state_counts()) all += count.state == "deleted" ? count.accounts : 0;
    return all;
  }
};

bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE(
    "INV11: a plan that a guard stops passes with the approvals of two others, once, and only what it has") {
  TwoTooMany world;
  REQUIRE(world.deleted() == 0);
  const auto plan = world.save(kDay + "10:30");
  CHECK(says(world.refused(plan, kDay + "10:31"), "0 of the 2 approvals"));
  CHECK(world.approve(plan, somebody(1000, "jo"), kDay + "10:32") == "own plan");
  CHECK(world.approve(plan, somebody(1001, "kim"), kDay + "10:33") == "1 of 2");
  CHECK(world.approve(plan, somebody(1001, "kim"), kDay + "10:34") == "twice");
  CHECK(says(world.refused(plan, kDay + "10:35"), "1 of the 2 approvals"));
  CHECK(world.deleted() == 0);
  CHECK(world.approve(plan, somebody(1002, "lee"), kDay + "10:36") == "2 of 2");
  const auto result = world.apply(plan, kDay + "10:40");
  REQUIRE(result.application);
  CHECK(result.application->dropped_out == 0);
  CHECK(result.application->passed.size() == 1);
  CHECK(result.plan.stops.empty());
  CHECK(result.run.moved == 12);
  CHECK(world.deleted() == 12);
  const auto again = world.apply(plan, kDay + "10:41");
  CHECK(again.application->before);
  CHECK(again.run.id == result.run.id);
  CHECK(world.store().runs(1).front().id == result.run.id);
  CHECK(world.approve(plan, somebody(1003, "max"), kDay + "10:42") == "applied");
  CHECK(engine::verify(world.store()).findings.empty());
}

TEST_CASE("of a saved plan, who logged in or is held meanwhile drops out by name, and nobody joins") {
  TwoTooMany world;
  const auto plan = world.save(kDay + "10:30");
  world.approve(plan, somebody(1001, "kim"), kDay + "10:33");
  world.approve(plan, somebody(1002, "lee"), kDay + "10:33");
  world.login("in3", kDay + "10:34");
  world.import_logins(kDay + "10:35");
  engine::Deed hold;
  hold.kind = engine::Deed::Kind::hold;
  hold.name = "legal";
  hold.account = "in5";
  hold.at = london(kDay + "10:36");
  hold.role = "information_governance";
  REQUIRE(engine::happen(world.store(), world.book(), hold).denials.empty());
  // As due as the others, but not in the plan.
  world.database().execute("DELETE FROM plan_move WHERE run < 0 AND account = 'in7'");
  CHECK(says(world.refused(plan, kDay + "10:37"), "is not what was saved"));
  const auto second = world.save(kDay + "10:38", {"delete-inactive", "in0"});
  const auto result = world.apply(second, kDay + "10:39");
  CHECK(result.run.moved == 1);
  CHECK(world.state("in1") == "inactive");
  const auto third = world.save(kDay + "10:40");
  world.login("in4", kDay + "10:41");
  world.import_logins(kDay + "10:42");
  int lines = 0;
  const engine::PassTerms terms{.as_of = london(kDay + "10:43"), .saved_plan = third};
  const auto ahead = engine::preview_apply(world.store(), world.book(), terms,
                                           [&lines](const engine::PlanLine&) { ++lines; });
  CHECK(lines == 8);
  CHECK(ahead.application->dropped == std::vector<std::string>{"in4"});
  const auto last = world.apply(third, kDay + "10:43");
  CHECK(last.plan.hash == ahead.plan.hash);  // INV18: looked at, nothing of it was changed
  CHECK(last.application->rows == 9);
  CHECK(last.application->dropped_out == 1);
  CHECK(last.application->dropped == std::vector<std::string>{"in4"});
  CHECK(last.run.moved == 8);
  CHECK(world.state("in3") == "active");
  CHECK(world.state("in5") == "inactive");
}

TEST_CASE("an approval ends, and another person's counts only for the plan it was given for") {
  TwoTooMany world;
  const auto plan = world.save(kDay + "10:30");
  world.approve(plan, somebody(1001, "kim"), kDay + "10:33");
  CHECK(world.approve(plan, somebody(1002, "lee"), kDay + "10:33") == "2 of 2");
  const auto other = world.save(kDay + "10:34");
  CHECK(says(world.refused(other, kDay + "10:35"), "0 of the 2 approvals"));
  world.run_until("2026-07-07 10:00");
  CHECK(says(world.refused(plan, "2026-07-07 10:33"), "0 of the 2 approvals"));
  CHECK(world.approve(plan, somebody(1001, "kim"), "2026-07-07 10:34") == "1 of 2");
  CHECK(world.approve(plan, somebody(1002, "lee"), "2026-07-07 10:34") == "2 of 2");
  CHECK(world.apply(plan, "2026-07-07 10:35").run.moved == 12);
}

TEST_CASE("who is one person under several names or numbers approves once") {
  TwoTooMany world;
  const auto plan = world.save(kDay + "10:30");
  CHECK(world.approve(plan, somebody(1001, "kim"), kDay + "10:33") == "1 of 2");
  CHECK(world.approve(plan, somebody(5001, "kim"), kDay + "10:34") == "twice");            // on another host
  CHECK(world.approve(plan, {"x", {"uid:1002", "uid:1001"}}, kDay + "10:35") == "twice");  // through sudo
  CHECK(world.approve(plan, {"x", {"uid:1002", "user:jo"}}, kDay + "10:36") == "own plan");
  CHECK(world.approve(99, somebody(1001, "kim"), kDay + "10:37") == "unknown plan");
}

TEST_CASE("approvals pass guards and nothing else: a closed window and a stale feed keep the plan waiting") {
  TwoTooMany world;
  const auto plan = world.save(kDay + "10:30");
  world.approve(plan, somebody(1001, "kim"), kDay + "15:50");
  world.approve(plan, somebody(1002, "lee"), kDay + "15:50");
  CHECK(says(world.refused(plan, kDay + "16:01"), "the delete window opens"));
  CHECK(world.deleted() == 0);
  world.logins_feed_stops(kDay + "12:00");
  world.database().execute("UPDATE feed SET logins_at = logins_at - 172800");
  CHECK(says(world.refused(plan, "2026-07-07 10:00"), "is stale"));
  world.night("2026-07-07 10:01");
  CHECK(world.apply(plan, "2026-07-07 10:02").run.moved == 12);
}

TEST_CASE("a plan of another edition, or of last week, is not carried out") {
  TwoTooMany world;
  const auto plan = world.save(kDay + "10:30");
  world.policy(replaced(replaced(shipped_policy(), "edition: 3", "edition: 4"), "after: 30 days in leaver",
                        "after: 31 days in leaver"));
  CHECK(says(world.refused(plan, kDay + "10:31"), "another edition"));
  CHECK(world.store().editions("nas-account-lifecycle").size() == 1);
  CHECK(world.approve(plan, somebody(1001, "kim"), kDay + "10:33") == "other edition");
  world.policy(shipped_policy());
  world.run_until("2026-07-13 10:00");
  CHECK(says(world.refused(plan, "2026-07-13 10:31"), "was good for 7 days"));
  CHECK(world.approve(plan, somebody(1001, "kim"), "2026-07-13 10:32") == "expired");
  CHECK(says(world.refused(99, "2026-07-13 10:32"), "no plan is saved as P99"));
}

TEST_CASE("rows of plans that are over are cleaned up, and the nights leave those that wait alone") {
  TwoTooMany world;
  const auto rows = [&world] {
    return world.database().number("SELECT COUNT(*) FROM plan_move WHERE run < 0");
  };
  world.save(kDay + "10:30", {"delete-inactive", "in0"});
  world.save(kDay + "10:31", {"delete-inactive", "in1"});
  CHECK(rows() == 2);
  world.apply(1, kDay + "10:32");
  world.run_until("2026-07-07 12:00");
  CHECK(rows() == 2);
  world.save("2026-07-07 12:01", {"delete-inactive", "in2"});
  CHECK(rows() == 2);  // the one applied is gone
  CHECK(world.store().waiting_plans(london(kDay + "10:00")).size() == 2);
  world.run_until("2026-07-14 12:00");
  world.save("2026-07-14 12:01", {"mark-inactive", ""});
  CHECK(rows() == 0);
}

TEST_CASE("killed in the middle, an approved plan goes on with the next run, and is not applied again") {
  TwoTooMany world;
  const auto plan = world.save(kDay + "10:30");
  world.approve(plan, somebody(1001, "kim"), kDay + "10:33");
  world.approve(plan, somebody(1002, "lee"), kDay + "10:33");
  world.chunk_rows = 5;
  world.database().on_write([&world](std::string_view sql) {
    if (sql.starts_with("INSERT INTO chunk")) world.stop = true;
  });
  CHECK(world.apply(plan, kDay + "10:40").interrupted);
  world.stop = false;
  world.database().on_write(nullptr);
  CHECK(world.deleted() == 5);
  const auto second = world.apply(plan, kDay + "10:41");
  CHECK(second.resumed);
  CHECK(second.application->before);
  CHECK(world.deleted() == 12);
}

TEST_CASE("INV11: no limit is passed by work in pieces: runs, replays of one account, saved plans, deeds") {
  const auto policy = replaced(shipped_policy(), "  restore: {",
                               "  remove:  { from: inactive, to: deleted, by: nas_team }\n  restore: {");
  TwoTooMany world(policy);
  int minute = 0;
  const auto next = [&minute] {
    ++minute;
    return kDay + (minute < 60 ? "11:" : "12:") + (minute % 60 < 10 ? "0" : "") + std::to_string(minute % 60);
  };
  const auto remove = [&](const std::string& account) {
    engine::Deed deed;
    deed.name = "remove";
    deed.account = account;
    deed.role = "nas_team";
    deed.at = london(next());
    const auto denials = engine::happen(world.store(), world.book(), deed).denials;
    return denials.empty() ? "" : denials.front().what;
  };
  for (int i = 0; i < 3; ++i) world.pass(next(), {"delete-inactive", "in" + std::to_string(i)});
  for (int i = 3; i < 6; ++i) {
    const auto at = next();
    world.apply(world.save(at, {"delete-inactive", "in" + std::to_string(i)}), at);
  }
  for (int i = 6; i < 9; ++i) CHECK(remove("in" + std::to_string(i)) == "");
  CHECK(world.deleted() == 9);
  // Three are left, one is allowed: a run may not, and a piece of one more is the last.
  CHECK(world.plan(next()).stops.size() == 1);
  CHECK(world.pass(next()).run.moved == 0);
  CHECK(world.pass(next(), {"delete-inactive", "in9"}).run.moved == 1);
  const auto over = world.pass(next(), {"delete-inactive", "in10"});
  CHECK(over.run.moved == 0);
  REQUIRE(over.plan.stops.size() == 1);
  CHECK(over.plan.stops.front().reason == "deleted per run: 11 planned with the 10 before, 10 allowed");
  const auto at = next();
  CHECK(
      says(world.refused(world.save(at, {"delete-inactive", "in10"}), at), "a guard stops delete-inactive"));
  CHECK(remove("in11") == "guard");
  CHECK(world.deleted() == 10);
}

TEST_CASE("INV11: an organisation's limit is that of a day, however many runs there are") {
  World world;
  for (const char* id : {"a", "b", "c"}) {
    world.person(
        {.id = id, .last_used = "2026-01-02 10:00", .state = "inactive", .since = "2026-04-05 06:30"});
  }
  tell_in_time(world);
  world.run_until(kDay + "09:00");
  CHECK(world.pass(kDay + "10:00", {"delete-inactive", "a"}).run.moved == 1);
  CHECK(world.pass(kDay + "10:01", {"delete-inactive", "b"}).run.moved == 1);
  const auto third = world.pass(kDay + "10:02", {"delete-inactive", "c"});
  CHECK(third.run.moved == 0);
  REQUIRE(third.plan.stops.size() == 1);
  CHECK(third.plan.stops.front().organisation == "FA001");
}

TEST_CASE("a stop is told once a night to whom the policy names") {
  World world;
  inactive_crowd(world, 12);
  tell_in_time(world);
  world.run_until(kDay + "09:00");
  const auto tell = [&world](engine::Notifier& notifier) {
    return engine::tell_alerts(
        world.hands(), world.store().engine_state().last_as_of,
        [](const engine::Alert& alert) {
          return engine::Message{"id" + std::to_string(alert.number), alert.tell, alert.reason,
                                 engine::sentence_of(alert), alert.as_of};
        },
        notifier);
  };
  Letterbox letterbox;
  letterbox.answers = [](const engine::Message&) {
    return engine::Receipt{engine::Receipt::Outcome::later, "busy"};
  };
  world.night(kDay + "10:00");
  CHECK(tell(letterbox).later == 1);
  world.night(kDay + "11:00");  // stopped again, told of already
  letterbox.answers = nullptr;
  CHECK(tell(letterbox).handed == 1);
  CHECK(tell(letterbox) == engine::Delivery{});
  REQUIRE(letterbox.messages.size() == 1);
  CHECK(letterbox.messages.front().to == "duty_manager");
  CHECK(letterbox.messages.front().subject == "deleted per run: 12 planned, 10 allowed");
  world.run_until("2026-07-07 12:00");
  CHECK(tell(letterbox).handed == 1);  // another night
}

TEST_CASE("a plan has a short name that people can type") {
  CHECK(engine::plan_name(12) == "P12");
  CHECK(engine::plan_number("P12") == 12);
  CHECK(engine::plan_number("p12") == 12);
  CHECK(engine::plan_number("12") == 12);
  for (const char* wrong : {"", "P", "P0", "P-1", "12x", "PP1", "P1 "}) {
    CAPTURE(wrong);
    CHECK_FALSE(engine::plan_number(wrong));
  }
}

}  // namespace lapse::tests
