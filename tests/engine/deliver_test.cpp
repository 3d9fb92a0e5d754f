// What becomes of notices: handed once, tried again, given up with an alert, overtaken, never lost.
#include <doctest/doctest.h>

#include <set>

#include "engine/deliver.h"
#include "tests/world.h"

namespace lapse::tests {
namespace {

using Outcome = engine::Receipt::Outcome;

engine::Receipt refuse(const engine::Message&) {
  return {Outcome::later, "451 try again later"};
}

// A world in which ann is owed the first warning of mark-inactive on 3 March.
struct WarnedWorld : World {
  WarnedWorld() {
    person({.id = "ann", .last_used = "2026-01-01 10:00"});
    run_until("2026-03-02 12:00");
  }
};

}  // namespace

TEST_CASE("INV7: one notice for each recipient, handed once, however often one delivers") {
  WarnedWorld world;
  world.night("2026-03-03 06:30");
  CHECK(world.sent("ann") ==
        "2026-03-03 soon-inactive 30 account\n2026-03-03 soon-inactive 30 personal_email\n");
  world.deliver("2026-03-03 06:31");
  world.night("2026-03-03 10:00");
  CHECK(world.letterbox.messages.size() == 2);
}

TEST_CASE("INV8: a refused notice waits longer each time, and is handed when the wire is back") {
  WarnedWorld world;
  world.letterbox.answers = refuse;
  world.night("2026-03-03 06:30");
  CHECK(world.deliver("2026-03-03 06:34").later == 0);  // not yet: five minutes
  CHECK(world.deliver("2026-03-03 06:35").later == 2);
  CHECK(world.deliver("2026-03-03 06:44").later == 0);  // ten minutes now
  world.letterbox.answers = nullptr;
  CHECK(world.deliver("2026-03-03 06:45").handed == 2);
}

TEST_CASE(
    "INV8: what is refused for good is dead, with an alert, and the ladder does not count it as handed") {
  WarnedWorld world;
  world.letterbox.answers = [](const engine::Message&) {
    return engine::Receipt{Outcome::never, "550 no such user"};
  };
  CHECK(world.night("2026-03-03 06:30").run.warned == 1);
  CHECK(world.store().queue().dead == 2);
  CHECK(world.account("ann").facts.handed_at == 0);
  world.run_until("2026-07-20 12:00");
  CHECK(world.state("ann") == "active");  // never unwarned
}

TEST_CASE("INV8: after so many attempts a notice is given up") {
  WarnedWorld world;
  world.letterbox.answers = refuse;
  world.night("2026-03-03 06:30");
  for (int day = 4; day <= 9; ++day) {
    for (const char* time : {" 01:00", " 07:00", " 13:00", " 19:00"}) {
      world.deliver("2026-03-0" + std::to_string(day) + time);
    }
  }
  CHECK(world.store().queue().dead == 2);
  CHECK(world.store().queue().queued == 0);
}

TEST_CASE("one recipient that is reached is enough, and a dead one is not forgotten") {
  WarnedWorld world;
  world.letterbox.answers = [](const engine::Message& message) {
    const bool lost = message.to.find("@mail.example") != std::string::npos;
    return lost ? engine::Receipt{Outcome::never, "550"} : engine::Receipt{Outcome::handed, ""};
  };
  world.run_until("2026-04-02 12:00");
  CHECK(world.state("ann") == "inactive");
  CHECK(world.store().queue().dead > 0);
}

TEST_CASE("INV12: a warning that is handed late moves the date, by its step or the notice") {
  WarnedWorld world;
  world.run_until("2026-03-25 12:00");
  const auto before = world.letterbox.messages.size();
  world.letterbox.answers = refuse;
  world.run_until("2026-03-28 12:00");  // step 7 is due on the 26th
  world.letterbox.answers = nullptr;
  world.run_until("2026-03-29 12:00");
  // Accepted on 29 March, four days before the act: seven days of notice, so 5 April.
  CHECK(world.letterbox.messages.at(before).body == "ann 2026-04-05");
  CHECK(world.account("ann").facts.promised_at == london("2026-04-05").seconds);
  world.run_until("2026-04-05 12:00");
  const auto story = world.story("ann");
  CHECK(story.substr(story.find("2026-03-26")) ==
        "2026-03-26 warn 7 for 2026-04-02\n"
        "2026-04-04 warn 1 for 2026-04-05\n"
        "2026-04-05 active -> inactive by mark-inactive\n");
}

TEST_CASE("INV1: a rule that warns waits as long as a warning is on its way") {
  WarnedWorld world;
  world.run_until("2026-03-31 12:00");
  world.letterbox.answers = refuse;  // the last step, on 1 April, does not get out
  world.run_until("2026-04-03 12:00");
  CHECK(world.state("ann") == "active");
  world.letterbox.answers = nullptr;
  world.run_until("2026-04-05 12:00");
  CHECK(world.state("ann") == "inactive");
}

TEST_CASE("INV7: after a lost answer the second copy has the same Message-ID") {
  WarnedWorld world;
  world.letterbox.answers = [](const engine::Message&) {
    return engine::Receipt{Outcome::ambiguous, "answer lost"};
  };
  world.night("2026-03-03 06:30");
  CHECK(world.store().queue().ambiguous == 2);
  world.letterbox.answers = nullptr;
  world.deliver("2026-03-03 07:30");
  REQUIRE(world.letterbox.messages.size() == 4);
  std::set<std::string> ids;
  for (const auto& message : world.letterbox.messages) ids.insert(message.id);
  CHECK(ids.size() == 2);
}

TEST_CASE("INV8: a warning overtaken by a login is cancelled with the reason, not sent") {
  WarnedWorld world;
  world.letterbox.answers = refuse;
  world.night("2026-03-03 06:30");
  world.letterbox.answers = nullptr;
  world.login("ann", "2026-03-03 08:00");
  world.night("2026-03-03 10:00");
  CHECK(world.sent("ann").empty());
  for (const auto& notice : world.store().notices_of("ann")) {
    CHECK(notice.state == "cancelled");
    CHECK(notice.detail == "a new epoch began");
  }
}

TEST_CASE("asked to stop, the delivery puts back what it has not sent") {
  WarnedWorld world;
  world.letterbox.answers = [&world](const engine::Message&) {
    world.stop = true;
    return engine::Receipt{Outcome::handed, ""};
  };
  world.import_people("2026-03-03 06:30");
  world.pass("2026-03-03 06:30");
  const auto delivery = world.deliver("2026-03-03 06:30");
  CHECK(delivery.interrupted);
  CHECK(delivery.handed == 1);
  world.stop = false;
  CHECK(world.deliver("2026-03-03 06:31").handed == 1);
  CHECK(world.letterbox.messages.size() == 2);
}

TEST_CASE("E15: who has no address but the mailbox that is closed to him is not deleted, and is reported") {
  World world;
  world.person({.id = "ann",
                .last_used = "2025-01-01 10:00",
                .state = "inactive",
                .since = "2025-06-01 10:00",
                .personal_email = false,
                .mobile = false});
  world.run_until("2026-03-01 12:00");
  CHECK(world.state("ann") == "inactive");
  const auto* rule = world.book().policy.rule("delete-inactive");
  CHECK(world.store().count(rules::unreachable(world.book().policy, *rule, london("2026-03-01 12:00"))) == 1);
}

TEST_CASE("E15: who loses every address between two warnings is not deleted, and is reported") {
  World world;
  const Person ann{
      .id = "ann", .last_used = "2025-01-01 10:00", .state = "inactive", .since = "2025-06-01 10:00"};
  world.person(ann);
  world.run_until("2026-01-05 12:00");
  auto lost = ann;
  lost.personal_email = lost.mobile = false;
  world.person(lost);
  world.run_until("2026-03-01 12:00");
  CHECK(world.state("ann") == "inactive");
  const auto* rule = world.book().policy.rule("delete-inactive");
  CHECK(world.store().count(rules::silenced(world.book().policy, *rule, london("2026-03-01 12:00"))) == 1);
}

TEST_CASE("E14: owners of the site's mailbox hear of it, and the team of the sector (E16)") {
  World world;
  world.site("FA001", "community_pharmacy", "box");
  world.person({.id = "box", .kind = "shared"});
  world.person({.id = "own", .last_used = "2026-07-01 10:00"});
  world.member("box", "own", "owner");
  world.person({.id = "ann", .last_used = "2026-01-01 10:00", .mobile = false});
  world.run_until("2026-04-02 12:00");
  const auto sent = world.sent("ann");
  CHECK(sent.find("2026-04-02 now-inactive site_owner\n") != std::string::npos);
  bool to_owner = false;
  for (const auto& message : world.letterbox.messages) {
    to_owner = to_owner || (message.to == "own@nhs.example" && message.subject == "now-inactive site_owner");
  }
  CHECK(to_owner);
}

TEST_CASE("INV7: two owners with one address, and two tells with the same words, are one notice each") {
  World world(replaced(shipped_policy(), "{ send: now-inactive, to: [personal_email, site_owner] }",
                       "{ send: now-inactive, to: [personal_email, site_owner] }\n"
                       "      - { send: now-inactive, to: [site_owner, team, personal_email],"
                       " when: organisation_type is community_pharmacy }"));
  world.site("FA001", "community_pharmacy", "box");
  world.person({.id = "box", .last_used = "", .kind = "shared"});
  for (const char* owner : {"kit", "lou", "max"}) {
    world.person({.id = owner, .last_used = "2026-03-30 10:00"});
    world.member("box", owner, "owner");
  }
  world.person({.id = "ann", .last_used = "2026-01-01 10:00"});
  world.run_until("2026-04-01 12:00");
  world.database().execute("UPDATE account SET email = 'desk@nhs.example' WHERE id IN ('kit', 'max')");
  world.pass("2026-04-02 06:30");
  world.deliver("2026-04-02 06:30");
  std::string told;
  for (const auto& message : world.letterbox.messages) {
    if (message.subject.starts_with("now-inactive")) told += message.subject + " " + message.to + "\n";
  }
  CHECK(told ==
        "now-inactive personal_email ann@mail.example\n"
        "now-inactive site_owner desk@nhs.example\n"
        "now-inactive site_owner lou@nhs.example\n"
        "now-inactive team pharmacy-team@nas.example\n");
}

}  // namespace lapse::tests
