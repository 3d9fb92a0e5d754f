// Who answers for a shared mailbox: what a leaver's owner is told, sole owners, and mailboxes that nobody
// reads.
#include "engine/ownership.h"

#include <doctest/doctest.h>

#include "rules/evaluate.h"
#include "rules/reach.h"
#include "tests/world.h"

namespace lapse::tests {
namespace {

// A pharmacy with a mailbox, an owner and a member.
struct SiteWorld : World {
  // Its people are marked inactive on 9 January 2026, a week after the engine first looks, unless they sign
  // in.
  explicit SiteWorld(const std::string& policy = shipped_policy()) : World(policy) {
    site("FA001", "community_pharmacy", "box");
    person({.id = "box", .last_used = "", .kind = "shared"});
    person({.id = "own", .last_used = "2025-09-15 10:00"});
    person({.id = "ann", .last_used = "2025-09-15 10:00"});
    member("box", "own", "owner");
    member("box", "ann", "member");
  }
  std::string risks() {
    std::string text;
    store().read_mailbox_risks(book().policy, [&text](const engine::MailboxRisk& risk) {
      text += risk.mailbox + " " + std::string(to_string(risk.what));
      if (risk.until.seconds != 0)
        text += " " + to_string(schedules::Zone::find("Europe/London")->day_of(risk.until));
      text += "\n";
    });
    return text;
  }
};

}  // namespace

TEST_CASE("E17: a leaver's mark from the feed tells the owner of the mailbox, with the mailboxes") {
  SiteWorld world;
  world.run_until("2026-01-06 06:30");
  world.feed_says("ann", "leaver", "2026-01-06 11:00");
  world.run_until("2026-01-07 06:30");
  REQUIRE(world.state("ann") == "leaver");
  CHECK(world.sent("ann").ends_with("2026-01-06 remove-access site_owner\n"));
  engine::Notice seen;
  world.feed_says("own", "leaver", "2026-01-07 11:00");
  world.import_people("2026-01-08 06:30");  // the only owner: nobody is left to tell
  CHECK(world.sent("own").find("remove-access") == std::string::npos);
}

TEST_CASE("E17: the notice lists the shared mailboxes that the leaver has access to") {
  SiteWorld world;
  world.person({.id = "fax", .last_used = "", .kind = "shared"});
  world.member("fax", "ann", "member");
  world.run_until("2026-01-06 06:30");
  world.feed_says("ann", "leaver", "2026-01-06 11:00");
  world.import_people("2026-01-07 06:00");
  auto transaction = world.store().begin(world.hands().lease, world.hands().clock.now());
  const auto notices = transaction->claim(london("2026-01-07 06:00"), 10, world.book().policy);
  REQUIRE(notices.size() == 1);
  CHECK(notices.front().send == "remove-access");
  CHECK(notices.front().mailboxes == std::vector<std::string>{"box@nhs.example", "fax@nhs.example"});
}

TEST_CASE("E18: a sole owner is held back where the policy says so, until another owner exists") {
  SiteWorld world(replaced(shipped_policy(), "    from: active\n    only: [kind is user]\n",
                           "    from: active\n    only: [kind is user]\n    unless: [sole_owner is yes]\n"));
  world.run_until("2026-01-10 06:30");
  CHECK(world.state("ann") == "inactive");
  CHECK(world.state("own") == "active");
  world.person({.id = "new", .last_used = "2026-01-10 05:00"});
  world.member("box", "new", "owner");
  world.run_until("2026-01-20 06:30");
  CHECK(world.state("own") == "inactive");
}

TEST_CASE("E18: of two owners who are due in the same night, the second stays while there is no third") {
  SiteWorld world(
      replaced(shipped_policy(), "    from: inactive\n    only: [kind is user]\n",
               "    from: inactive\n    only: [kind is user]\n    unless: [sole_owner is yes]\n"));
  for (const auto* owner : {"own", "pam"}) {
    world.person(
        {.id = owner, .last_used = "2025-05-01 10:00", .state = "inactive", .since = "2025-08-01 10:00"});
  }
  world.member("box", "pam", "owner");
  world.run_until("2026-01-19 18:00");
  CHECK(world.state("own") == "deleted");
  CHECK(world.state("pam") == "inactive");
  world.run_until("2026-01-22 18:00");
  CHECK(world.state("pam") == "inactive");
  world.person({.id = "new", .last_used = "2026-01-22 05:00"});
  world.member("box", "new", "owner");
  world.run_until("2026-02-12 18:00");
  CHECK(world.state("pam") == "deleted");
}

TEST_CASE("E18: an owner who is deleted or purged is none") {
  SiteWorld world(replaced(shipped_policy(), "    from: active\n    only: [kind is user]\n",
                           "    from: active\n    only: [kind is user]\n    unless: [sole_owner is yes]\n"));
  world.person(
      {.id = "gone", .last_used = "2026-01-01 10:00", .state = "deleted", .since = "2026-01-01 10:00"});
  world.member("box", "gone", "owner");
  world.run_until("2026-01-10 06:30");
  CHECK(world.state("own") == "active");
  const auto sole = [&] {
    const rules::Condition asked{rules::Field::sole_owner, false, {"yes"}};
    const auto term = rules::term_of(asked, true, world.book().policy);
    const bool here = rules::selects(term, world.account("own").facts);
    const rules::Term own{rules::Column::id, rules::Op::equal, {std::string("own")}};
    CHECK(world.store().count({{own, term}, {}}) == (here ? 1 : 0));
    return here;
  };
  CHECK(sole());
  world.database().execute("UPDATE account SET state = 'active' WHERE id = 'gone'");
  CHECK_FALSE(sole());
  world.database().execute("UPDATE account SET state = 'purged' WHERE id = 'gone'");
  CHECK(sole());
}

TEST_CASE("E18: where the policy escalates instead, the team is told that the mailbox loses its owner") {
  SiteWorld world;
  world.run_until("2026-01-09 12:00");
  REQUIRE(world.state("own") == "inactive");
  CHECK(world.sent("own").find("mailbox-without-owner team") != std::string::npos);
  CHECK(world.sent("ann").find("mailbox-without-owner") == std::string::npos);
}

TEST_CASE("E19, E20: a mailbox is named before its last owner goes, and when nobody active is left") {
  SiteWorld world;
  world.person({.id = "new", .last_used = "2026-01-01 10:00"});
  world.member("box", "new", "owner");
  world.run_until("2026-01-02 06:30");
  CHECK(world.risks() == "");
  world.person(
      {.id = "new", .last_used = "2026-01-01 10:00", .state = "leaver", .since = "2026-01-02 11:00"});
  world.run_until("2026-01-03 12:00");
  CHECK(world.risks() == "box last-owner-goes 2026-01-09\n");
  world.login("ann", "2026-01-05 10:00");
  world.run_until("2026-01-09 12:00");
  CHECK(world.risks() == "box no-owner\n");
  world.feed_says("ann", "leaver", "2026-01-10 11:00");
  world.run_until("2026-01-11 12:00");
  CHECK(world.risks() == "box nobody-active\n");
}

}  // namespace lapse::tests
