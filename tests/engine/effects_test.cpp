// What moves ask to be done elsewhere: once for each move, in order, at least once, never stale, never lost.
#include <doctest/doctest.h>

#include <functional>
#include <set>

#include "engine/forecast.h"
#include "engine/perform.h"
#include "tests/world.h"

namespace lapse::tests {
namespace {

using Outcome = engine::Receipt::Outcome;

// The directory: remembers what it was asked, and answers as it is told to.
class Directory : public engine::Performer {
 public:
  engine::Receipt perform(const engine::Effect& effect) override {
    asked.push_back(effect.account + " " + effect.name + " " + effect.from + "->" + effect.to);
    keys.push_back(effect.key);
    return answers ? answers(effect) : engine::Receipt{Outcome::handed, ""};
  }
  std::vector<std::string> asked;
  std::vector<std::string> keys;
  std::function<engine::Receipt(const engine::Effect&)> answers;
};

std::string with_effects() {
  return replaced(replaced(shipped_policy(), "    to: inactive\n",
                           "    to: inactive\n    do: [disable-mailbox, tell-hr]\n"),
                  "  login:   { from: [active, inactive], to: active }",
                  "  login:   { from: [active, inactive], to: active, do: enable-mailbox }");
}

// ann becomes inactive on 2 April 2026.
struct FollowedWorld : World {
  explicit FollowedWorld(const std::string& policy = with_effects()) : World(policy) {
    person({.id = "ann", .last_used = "2026-01-01 10:00"});
  }
  engine::Delivery perform(const std::string& at) { return engine::perform(hands(), london(at), directory); }
  std::string states(const std::string& id) {
    std::string text;
    for (const auto& view : store().effects_of(id)) text += view.effect.name + " " + view.state + "\n";
    return text;
  }
  Directory directory;
};

engine::Receipt refuse(const engine::Effect&) {
  return {Outcome::later, "down"};
}

}  // namespace

TEST_CASE("a move is followed by its effects, in the order of the policy, once") {
  FollowedWorld world;
  world.run_until("2026-04-02 12:00");
  CHECK(world.states("ann") == "disable-mailbox queued\ntell-hr queued\n");
  CHECK(world.perform("2026-04-02 12:00").handed == 2);
  world.night("2026-04-02 18:00");
  CHECK(world.perform("2026-04-03 12:00").handed == 0);
  CHECK(world.directory.asked ==
        std::vector<std::string>{"ann disable-mailbox active->inactive", "ann tell-hr active->inactive"});
  CHECK(world.states("ann") == "disable-mailbox handed\ntell-hr handed\n");
}

TEST_CASE("a policy without 'do' asks for nothing") {
  FollowedWorld world(shipped_policy());
  world.run_until("2026-04-02 12:00");
  CHECK(world.state("ann") == "inactive");
  CHECK(world.perform("2026-04-02 12:00") == engine::Delivery{});
}

TEST_CASE("an effect is told which move it follows, under a key that only this move has") {
  FollowedWorld world;
  world.person({.id = "bob", .last_used = "2026-01-01 10:00"});
  engine::Effect seen;
  world.directory.answers = [&seen](const engine::Effect& effect) {
    if (effect.account == "ann" && effect.name == "tell-hr") seen = effect;
    return engine::Receipt{Outcome::handed, ""};
  };
  world.run_until("2026-04-02 12:00");
  world.perform("2026-04-02 12:00");
  CHECK(seen.rule == "mark-inactive");
  CHECK(seen.since.seconds == world.account("ann").facts.state_since);
  CHECK(seen.epoch == world.account("ann").epoch);
  CHECK(seen.key.size() == 32);
  const std::set<std::string> keys(world.directory.keys.begin(), world.directory.keys.end());
  CHECK(keys.size() == 4);
}

TEST_CASE("a later effect of a move waits until the earlier one is settled") {
  FollowedWorld world;
  world.run_until("2026-04-02 12:00");
  world.directory.answers = refuse;
  CHECK(world.perform("2026-04-02 12:00").later == 1);
  CHECK(world.perform("2026-04-02 12:04") == engine::Delivery{});  // not yet: five minutes
  CHECK(world.store().next_notice() == london("2026-04-02 12:05"));
  world.directory.answers = nullptr;
  CHECK(world.perform("2026-04-02 12:05").handed == 2);
  CHECK(world.directory.asked.back() == "ann tell-hr active->inactive");
}

TEST_CASE("a sign-in that brings back cancels what was not done, and its own effect follows") {
  FollowedWorld world;
  world.run_until("2026-04-02 12:00");
  world.directory.answers = refuse;
  world.perform("2026-04-02 12:00");
  world.login("ann", "2026-04-02 13:00");
  world.night("2026-04-02 18:00");
  REQUIRE(world.state("ann") == "active");
  world.directory.answers = nullptr;
  world.directory.asked.clear();
  world.perform("2026-04-02 18:00");
  CHECK(world.directory.asked == std::vector<std::string>{"ann enable-mailbox inactive->active"});
  CHECK(world.states("ann") == "disable-mailbox cancelled\ntell-hr cancelled\nenable-mailbox handed\n");
  CHECK(world.store().effects_of("ann").front().detail == "the account has moved on");
  CHECK(world.store().effects_of("ann").back().effect.rule == "login");
}

TEST_CASE("a warning is no move: what waits goes out still") {
  FollowedWorld world;
  world.run_until("2026-04-02 12:00");
  world.directory.answers = refuse;
  world.perform("2026-04-02 12:00");
  world.run_until("2026-05-10 12:00");  // the first warning of delete-inactive
  REQUIRE(world.account("ann").facts.warned_step > 0);
  world.directory.answers = nullptr;
  CHECK(world.perform("2026-05-10 12:00").handed == 2);
}

TEST_CASE(
    "what is refused for now waits longer each time, and is given up after as many attempts as a notice") {
  FollowedWorld world;
  world.run_until("2026-04-02 12:00");
  world.directory.answers = refuse;
  world.perform("2026-04-02 12:00");
  CHECK(world.perform("2026-04-02 12:05").later == 1);
  CHECK(world.perform("2026-04-02 12:14").later == 0);  // ten minutes now
  CHECK(world.perform("2026-04-02 12:15").later == 1);
  for (int attempt = 4; attempt <= engine::kAttemptsAtMost; ++attempt) {
    world.perform(world.book().policy.zone.local(*world.store().next_notice()).substr(0, 16));
  }
  CHECK(world.store().effect_queue().dead == 1);
  CHECK(world.store().effects_of("ann").front().effect.attempts == engine::kAttemptsAtMost);
}

TEST_CASE("what is refused for good is dead and seen, lets the next effect go, and holds up no warning") {
  FollowedWorld world;
  world.directory.answers = [](const engine::Effect& effect) {
    return effect.name == "disable-mailbox" ? engine::Receipt{Outcome::never, "no such mailbox"}
                                            : engine::Receipt{Outcome::handed, ""};
  };
  world.run_until("2026-04-02 12:00");
  const auto delivery = world.perform("2026-04-02 12:00");
  CHECK(delivery.dead == 1);
  CHECK(delivery.handed == 1);
  CHECK(world.states("ann") == "disable-mailbox dead\ntell-hr handed\n");
  const auto sentences = engine::attention(world.book(), world.store(), world.plan("2026-04-02 12:00"));
  bool told = false;
  for (const auto& sentence : sentences) told = told || sentence.starts_with("1 effect was given up");
  CHECK(told);
  world.run_until("2026-05-10 12:00");
  CHECK(world.sent("ann").find("soon-deleted 60") != std::string::npos);
}

TEST_CASE("after a lost answer the effect is repeated under the same key") {
  FollowedWorld world;
  world.run_until("2026-04-02 12:00");
  world.directory.answers = [](const engine::Effect&) {
    return engine::Receipt{Outcome::ambiguous, "answer lost"};
  };
  CHECK(world.perform("2026-04-02 12:00").ambiguous == 1);
  CHECK(world.store().effect_queue().ambiguous == 1);
  world.directory.answers = nullptr;
  world.perform("2026-04-02 13:00");
  REQUIRE(world.directory.keys.size() == 3);
  CHECK(world.directory.keys[0] == world.directory.keys[1]);
  CHECK(world.directory.keys[1] != world.directory.keys[2]);
}

TEST_CASE("an engine that dies between the deed and the note of it repeats the deed under the same key") {
  struct PowerCut {};
  FollowedWorld world;
  world.run_until("2026-04-02 12:00");
  world.database().on_write([&world](std::string_view sql) {
    if (sql.starts_with("UPDATE effect SET state = :state")) throw PowerCut{};
  });
  CHECK_THROWS_AS(world.perform("2026-04-02 12:00"), PowerCut);
  world.database().on_write(nullptr);
  CHECK(world.states("ann") == "disable-mailbox sending\ntell-hr queued\n");
  CHECK(world.perform("2026-04-02 12:01").handed == 2);
  REQUIRE(world.directory.keys.size() == 3);
  CHECK(world.directory.keys[0] == world.directory.keys[1]);
}

TEST_CASE("effects are no notices: no guard counts them, and the run does not") {
  World plain;
  plain.person({.id = "ann", .last_used = "2026-01-01 10:00"});
  FollowedWorld world;
  plain.run_until("2026-04-01 12:00");
  world.run_until("2026-04-01 12:00");
  const auto without = plain.night("2026-04-02 06:30");
  const auto with = world.night("2026-04-02 06:30");
  REQUIRE(with.run.moved == 1);
  CHECK(with.run.notices == without.run.notices);
  CHECK(with.plan.tally.notices() == without.plan.tally.notices());
  CHECK(world.store().queue().queued == 0);
  CHECK(world.store().effect_queue().queued == 2);
}

TEST_CASE(
    "a directory that is down is asked a few times, not for every account; who was spared loses no attempt") {
  FollowedWorld world;
  for (int i = 0; i < 20; ++i) world.person({.id = "p" + std::to_string(i), .last_used = "2026-01-01 10:00"});
  world.run_until("2026-04-02 12:00");
  world.directory.answers = refuse;
  CHECK(world.perform("2026-04-02 12:00").later == 21);
  CHECK(world.directory.asked.size() == engine::kFailuresInARow);
  int untried = 0;
  for (int i = 0; i < 20; ++i) {
    const auto view = world.store().effects_of("p" + std::to_string(i)).front();
    if (view.effect.attempts > 0) continue;
    ++untried;
    CHECK(view.detail == "not tried: down");
    CHECK(view.next_try_at == london("2026-04-02 12:05"));
  }
  CHECK(untried == 21 - engine::kFailuresInARow);
  world.directory.answers = nullptr;
  CHECK(world.perform("2026-04-02 12:05").handed == 42);
}

TEST_CASE("asked to stop, it puts back what it has not done") {
  FollowedWorld world;
  world.person({.id = "bob", .last_used = "2026-01-01 10:00"});
  world.run_until("2026-04-02 12:00");
  world.directory.answers = [&world](const engine::Effect&) {
    world.stop = true;
    return engine::Receipt{Outcome::handed, ""};
  };
  const auto delivery = world.perform("2026-04-02 12:00");
  CHECK(delivery.interrupted);
  CHECK(delivery.handed == 1);
  world.stop = false;
  world.directory.answers = nullptr;
  CHECK(world.perform("2026-04-02 12:00").handed == 3);
  CHECK(world.directory.asked.size() == 4);
}

TEST_CASE("an event that the feed shows is followed, too") {
  FollowedWorld world(replaced(shipped_policy(), "to: leaver,", "to: leaver, do: [forward-mail],"));
  world.run_until("2026-02-01 12:00");
  world.feed_says("ann", "leaver", "2026-02-01 15:00");
  world.night("2026-02-02 06:30");
  REQUIRE(world.state("ann") == "leaver");
  CHECK(world.states("ann") == "forward-mail queued\n");
  world.perform("2026-02-02 06:30");
  CHECK(world.directory.asked == std::vector<std::string>{"ann forward-mail active->leaver"});
}

TEST_CASE("the key of an effect is the same on every machine") {
  engine::Effect effect;
  effect.account = "ann";
  effect.epoch = 2;
  effect.rule = "mark-inactive";
  effect.name = "disable-mailbox";
  effect.attempts = 1;
  const std::string key = engine::effect_key(effect);
  effect.attempts = 7;
  effect.number = 99;
  CHECK(engine::effect_key(effect) == key);
  effect.epoch = 3;
  CHECK(engine::effect_key(effect) != key);
}

}  // namespace lapse::tests
