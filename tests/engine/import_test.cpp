// What an import may and may not do to accounts.
#include <doctest/doctest.h>

#include "engine/verify.h"
#include "tests/fakes.h"
#include "tests/world.h"

namespace lapse::tests {
namespace {

engine::AccountRecord someone(std::int64_t line, const std::string& id, const std::string& email) {
  engine::AccountRecord record;
  record.line = line;
  record.id = id;
  record.email = email;
  record.display_name = id;
  record.kind = "user";
  record.organisation = "FA001";
  record.organisation_type = "community_pharmacy";
  record.administered_by = "nas";
  record.created_at = london("2025-01-01 09:00");
  return record;
}

}  // namespace

TEST_CASE("INV19: an import only ever raises the time of last use") {
  World world;
  world.person({.id = "ann", .last_used = "2026-01-01 10:00"});
  world.import_people("2026-01-02 06:30");
  SUBCASE("an older export") {
    world.person({.id = "ann", .last_used = "2025-06-01 10:00"});
  }
  SUBCASE("an export with every sign-in missing") {
    world.person({.id = "ann", .last_used = ""});
  }
  world.import_people("2026-01-03 06:30");
  CHECK(world.account("ann").facts.idle_since == london("2026-01-01 10:00").seconds);
}

TEST_CASE("INV19: whatever an import contains, nobody was used last before what is known") {
  World world;
  const std::vector<std::string> kinds{"", "2025-06-01 10:00", "2026-01-05 10:00", "2026-01-20 10:00",
                                       "gone"};
  for (std::size_t i = 0; i < kinds.size(); ++i)
    world.person({.id = "p" + std::to_string(i), .last_used = "2026-01-05 10:00"});
  world.import_people("2026-01-06 06:30");
  std::map<std::string, std::int64_t> known;
  for (std::size_t round = 0; round < kinds.size(); ++round) {
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      const std::string id = "p" + std::to_string(i);
      const auto& kind = kinds[(i + round) % kinds.size()];
      known[id] = std::max(known[id], world.account(id).facts.idle_since);
      const bool leaves = kind == "gone";
      world.person({.id = id,
                    .last_used = leaves ? "" : kind,
                    .created = leaves ? "2020-01-01 09:00" : "2024-05-01 09:00",
                    .state = leaves ? "leaver" : "",
                    .since = leaves ? "2026-01-06 09:00" : ""});
      world.login(id, "2025-12-01 10:00");
    }
    world.import_people("2026-01-07 0" + std::to_string(round) + ":30");
    world.import_logins("2026-01-07 0" + std::to_string(round) + ":40");
    for (const auto& [id, used] : known) CHECK(world.account(id).facts.idle_since >= used);
  }
}

TEST_CASE("a sign-in of the future counts as one of now") {
  World world;
  world.person({.id = "ann", .last_used = "2026-01-01 10:00"});
  world.import_people("2026-01-02 06:30");
  world.person({.id = "ann", .last_used = "2026-01-02 20:00"});
  world.import_people("2026-01-02 10:00");
  CHECK(world.account("ann").facts.idle_since == london("2026-01-02 10:00").seconds);
}

TEST_CASE(
    "INV17: accounts appear and vanish by import alone, and one that vanished is left alone by the rules") {
  World world;
  for (int i = 0; i < 250; ++i)
    world.person({.id = "p" + std::to_string(i), .last_used = "2026-01-01 10:00"});
  world.run_until("2026-02-01 12:00");
  world.forget("p7");
  world.run_until("2026-04-10 12:00");
  CHECK(world.story("p7") == "2026-01-02 arrive\n2026-02-02 vanish\n");
  CHECK(world.database().number("SELECT COUNT(*) FROM account") == 251);
  CHECK(world.database().number("SELECT COUNT(*) FROM journal WHERE kind = 'arrive'") == 251);
}

TEST_CASE("INV17: an export that lost too many people is refused whole") {
  World world;
  for (int i = 0; i < 20; ++i) world.person({.id = "p" + std::to_string(i)});
  world.import_people("2026-01-02 06:30");
  for (int i = 0; i < 10; ++i) world.forget("p" + std::to_string(i));
  CHECK_THROWS_AS(world.import_people("2026-01-03 06:30"), engine::ImportRefused);
  CHECK(world.database().number("SELECT COUNT(*) FROM account WHERE missing_since > 0") == 0);
}

TEST_CASE("half an import is never visible: a source that breaks off leaves everything as it was") {
  World world;
  world.person({.id = "ann", .last_used = "2026-01-01 10:00"});
  world.import_people("2026-01-02 06:30");
  Rejects rejects;
  const auto broken = [](engine::Intake& intake) {
    intake.account(someone(2, "new", "new@nhs.example"));
    throw engine::SourceError("accounts.csv:3: ends inside a quoted field");
  };
  const engine::Source source{"accounts", engine::FeedKind::accounts};
  CHECK_THROWS_AS(
      engine::import_feed(world.hands(), world.book(), london("2026-01-03 06:30"), source, broken, rejects),
      engine::SourceError);
  CHECK(world.store().accounts("new").empty());
  CHECK(world.account("ann").facts.missing_since == 0);
  world.import_people("2026-01-03 07:30");  // what the broken one staged is forgotten
  CHECK(world.store().accounts("new").empty());
}

TEST_CASE("doubles are rejected with their line and reason, and the first row counts") {
  World world;
  Rejects rejects;
  engine::import_feed(
      world.hands(), world.book(), london("2026-01-02 06:30"), {"accounts", engine::FeedKind::accounts},
      [](engine::Intake& intake) {
        intake.account(someone(2, "A1", "ann@nhs.example"));
        intake.account(someone(3, "a1", "other@nhs.example"));
        intake.account(someone(4, "A2", "ANN@nhs.example"));
        auto odd = someone(5, "A3", "odd@nhs.example");
        odd.state = "retired";
        intake.account(odd);
      },
      rejects);
  REQUIRE(rejects.all.size() == 3);
  CHECK(rejects.all[0].line == 3);
  CHECK(rejects.all[0].reason.find("same id") != std::string::npos);
  CHECK(rejects.all[1].line == 4);
  CHECK(rejects.all[1].reason.find("same address") != std::string::npos);
  CHECK(rejects.all[2].line == 5);
  CHECK(rejects.all[2].reason == "state: the policy does not know this state");
  CHECK(world.store().accounts("A1").size() == 1);
  CHECK(world.store().accounts("A2").empty());
}

TEST_CASE("an export of which one row in ten cannot be read is refused whole") {
  World world;
  world.import_people("2026-01-02 06:30");
  Rejects rejects;
  const auto mostly_broken = [](engine::Intake& intake) {
    for (int line = 2; line < 90; ++line) {
      const std::string id = "p" + std::to_string(line);
      intake.account(someone(line, id, id + "@nhs.example"));
    }
    for (int line = 90; line < 101; ++line)
      intake.reject({line, "", "created_at: '' is not an instant", ","});
  };
  const engine::Source source{"accounts", engine::FeedKind::accounts};
  CHECK_THROWS_AS(engine::import_feed(world.hands(), world.book(), london("2026-01-03 06:30"), source,
                                      mostly_broken, rejects),
                  engine::ImportRefused);
  CHECK(world.store().accounts("p2").empty());
}

TEST_CASE("a row that could not be read protects its account, until a good one comes") {
  World world;
  world.person({.id = "ann", .last_used = "2026-01-01 10:00"});
  world.run_until("2026-04-01 12:00");
  Rejects rejects;
  const auto unreadable = [](engine::Intake& intake) {
    intake.account(someone(2, "beat", "beat@nhs.example"));
    intake.reject({3, "ann", "last_login_at: 'yesterday' is not an instant", "ann,..."});
  };
  const auto report = engine::import_feed(world.hands(), world.book(), london("2026-04-02 06:00"),
                                          {"accounts", engine::FeedKind::accounts}, unreadable, rejects);
  CHECK(report.staged.vanishing == 0);
  CHECK(world.pass("2026-04-02 06:30").run.moved == 0);
  world.import_people("2026-04-02 18:00");  // the whole feed again
  world.run_until("2026-04-03 12:00");
  CHECK(world.state("ann") == "inactive");
}

TEST_CASE("a sign-in that could not be read protects whoever signed in") {
  World world;
  world.person({.id = "ann", .last_used = "2026-01-01 10:00"});
  world.run_until("2026-04-01 12:00");
  Rejects rejects;
  const auto unreadable = [](engine::Intake& intake) {
    intake.login({2, "beat", london("2026-04-02 06:00")});
    intake.reject({3, "ann", "last_login_at: 'yesterday' is not an instant", "ann,yesterday"});
  };
  engine::import_feed(world.hands(), world.book(), london("2026-04-02 06:00"),
                      {"logins", engine::FeedKind::logins}, unreadable, rejects);
  CHECK(world.pass("2026-04-02 06:30").run.moved == 0);
}

TEST_CASE("a quiet time of 14 days or more is kept for replay, a shorter one is not") {
  World world;
  world.person({.id = "ann", .last_used = "2026-01-01 10:00"});
  world.login("ann", "2026-01-14 10:00");
  world.login("ann", "2026-01-29 10:00");
  world.run_until("2026-02-01 12:00");
  CHECK(world.database().number("SELECT COUNT(*) FROM activity_gap WHERE account = 'ann'") == 1);
  CHECK(world.database().number("SELECT MIN(from_at) FROM activity_gap WHERE account = 'ann'") ==
        london("2026-01-14 10:00").seconds);
}

TEST_CASE(
    "E7: a login on a leaver or a deleted account changes nothing; the team is told of the ghost, once") {
  World world;
  world.person({.id = "ann", .state = "leaver", .since = "2026-01-01 10:00"});
  world.import_people("2026-01-02 06:30");
  world.login("ann", "2026-01-02 08:00");
  const auto report = world.import_logins("2026-01-02 10:00");
  CHECK(report.result.ghosts == 1);
  CHECK(world.state("ann") == "leaver");
  CHECK(world.import_logins("2026-01-02 11:00").result.ghosts == 0);
  world.login("ann", "2026-01-02 12:00");
  CHECK(world.import_logins("2026-01-02 13:00").result.ghosts == 1);
  world.deliver("2026-01-02 13:00");
  CHECK(world.sent("ann") == "2026-01-02 ghost-login team\n");
  CHECK(world.story("ann") == "2026-01-02 arrive\n2026-01-02 ghost\n");
}

TEST_CASE(
    "INV14: the journal verifies to its head, and shows whoever changed a row behind the engine's back") {
  World world;
  world.person({.id = "ann", .last_used = "2026-01-01 10:00"});
  world.run_until("2026-04-03 12:00");
  auto clean = engine::verify(world.store());
  CHECK(clean.findings.empty());
  CHECK(clean.rows > 5);
  const auto after = [&world](const std::string& sql) {
    world.database().execute(sql);
    return engine::verify(world.store()).findings;
  };
  SUBCASE("a journal row is altered") {
    CHECK(after("UPDATE journal SET at = at + 1 WHERE seq = 3").front() ==
          "journal row 3 is not as it was written");
  }
  SUBCASE("a journal row is taken away") {
    CHECK(after("DELETE FROM journal WHERE seq = 4").front() ==
          "1 row of block 3 (journal row 4) is missing");
  }
  SUBCASE("an account is changed without the journal") {
    CHECK(after("UPDATE account SET state = 'active' WHERE id = 'ann'").front() ==
          "account ann is not what its last journal row says");
  }
  SUBCASE("an account is taken away") {
    CHECK(after("DELETE FROM account WHERE id = 'ann'").size() == 1);
  }
}

TEST_CASE("an import of changes only: who is not in it stays, and nothing gets older") {
  World world;
  for (const auto* id : {"ann", "bob", "cat", "dan"}) world.person({.id = id});
  for (int i = 0; i < 250; ++i) world.person({.id = "p" + std::to_string(i)});
  world.import_people("2026-01-02 06:30");
  world.forget("dan");
  world.import_people("2026-01-03 06:30");
  CHECK(world.account("dan").facts.missing_since > 0);
  const auto before = world.store().feeds();

  Rejects rejects;
  const auto changes = [](engine::Intake& intake) {
    auto bob = someone(1, "bob", "robert@nhs.example");
    bob.last_login_at = london("2025-12-01 10:00");
    intake.account(bob);
    intake.account(someone(2, "dan", "dan@nhs.example"));
    intake.account(someone(3, "new", "new@nhs.example"));
    intake.reject({4, "cat", "kind: is empty", "cat,,"});
  };
  const auto as_of = london("2026-01-04 06:30");
  const engine::Source source{"accounts", engine::FeedKind::accounts, "sha256:x", "2026-01-04 05:00:00",
                              true};
  const auto report = engine::import_feed(world.hands(), world.book(), as_of, source, changes, rejects);
  CHECK(report.staged.rows == 3);
  CHECK(report.staged.vanishing == 0);
  CHECK(report.result.arrived == 1);
  CHECK(report.result.returned == 1);
  CHECK(report.result.vanished == 1);  // her row may say anything
  CHECK(world.account("ann").facts.missing_since == 0);
  CHECK(world.account("bob").email == "robert@nhs.example");
  CHECK(world.account("cat").facts.missing_since == as_of.seconds);
  CHECK(world.account("dan").facts.missing_since == 0);
  for (const auto& feed : world.store().feeds()) {
    if (feed.source != "accounts") continue;
    CHECK(feed.data_at >= before.front().data_at);
    CHECK(feed.imported_at == as_of);
    CHECK(feed.full_at == before.front().full_at);
    CHECK(feed.full_at < as_of);
    CHECK(feed.watermark == "2026-01-04 05:00:00");
  }
  CHECK(engine::verify(world.store()).findings.empty());
}

}  // namespace lapse::tests
