// INV19: the time of last use decreases by a correction that two people stand for, and by nothing else.
#include "engine/correction.h"

#include <doctest/doctest.h>

#include "adapters/sql/correction_desk.h"
#include "engine/verify.h"
#include "tests/fakes.h"
#include "tests/world.h"

namespace lapse::tests {
namespace {

using engine::CorrectionRefused;

engine::Correction ask(World& world, const std::vector<engine::CorrectionRow>& rows,
                       const std::string& at = "2026-03-31 12:00") {
  adapters::sql::SqlCorrectionDesk desk(world.database());
  return engine::ask_for_correction(desk, world.book(), rows,
                                    {london(at), "uid 1 (jo)", "a monitor signed in"});
}

engine::Corrected approve(World& world, std::int64_t id, const std::string& actor = "uid 2 (pat)",
                          const std::string& at = "2026-03-31 12:30") {
  adapters::sql::SqlCorrectionDesk desk(world.database());
  return engine::approve_correction(desk, world.book(), id, {london(at), actor, "looked at the logs"});
}

std::int64_t last_used(World& world, const std::string& id) {
  return world.account(id).facts.idle_since;
}

const auto kReally = london("2025-11-01 10:00");

}  // namespace

TEST_CASE("INV19: a correction changes nothing before another person approves just that") {
  World world;
  world.person({.id = "ann", .last_used = "2026-03-01 10:00"});
  world.night("2026-03-31 10:00");
  const auto asked = ask(world, {{"ann", kReally, {}}});
  CHECK(asked.hash.find("sha256:") == 0);
  CHECK(last_used(world, "ann") == london("2026-03-01 10:00").seconds);
  CHECK_THROWS_AS(approve(world, asked.id, "uid 1 (jo)"), CorrectionRefused);
  CHECK(last_used(world, "ann") == london("2026-03-01 10:00").seconds);

  CHECK(approve(world, asked.id).left_alone.empty());
  CHECK(last_used(world, "ann") == kReally.seconds);
  CHECK(world.account("ann").last_login_at == kReally);
  const auto row = world.store().journal_of("ann").back();
  CHECK(row.kind == "correction");
  CHECK(row.cause == "number 1");
  CHECK(row.actor == "uid 2 (pat)");
  CHECK(row.idle_since == kReally.seconds);
  CHECK(engine::verify(world.store()).findings.empty());
  CHECK_THROWS_AS(approve(world, asked.id), CorrectionRefused);  // once
}

TEST_CASE("INV1 INV19: who is corrected into overdue is warned in full before anything happens") {
  World world;
  world.person({.id = "ann", .last_used = "2026-03-01 10:00"});
  world.night("2026-03-31 10:00");
  approve(world, ask(world, {{"ann", kReally, {}}}).id);
  world.person({.id = "ann", .last_used = "2025-11-01 10:00"});  // the feed is mended
  world.run_until("2026-04-06 12:00");
  CHECK(world.state("ann") == "active");
  CHECK(world.story("ann").find("2026-04-01 warn 7 for 2026-04-08") != std::string::npos);
}

TEST_CASE("INV12 INV19: a date told before the correction still binds, and its ladder begins anew") {
  World world;
  world.person({.id = "ann", .last_used = "2026-01-15 10:00"});
  world.night("2026-03-31 10:00");
  const auto promised = world.account("ann").facts.promised_at;
  REQUIRE(promised == london("2026-04-16").seconds);  // warned late, of the day on which it is due
  approve(world, ask(world, {{"ann", kReally, {}}}).id);
  world.person({.id = "ann", .last_used = "2025-11-01 10:00"});
  CHECK(world.account("ann").facts.promised_at == promised);
  CHECK(world.account("ann").facts.warned_step == 0);
  world.run_until("2026-04-15 12:00");
  CHECK(world.state("ann") == "active");
}

TEST_CASE("INV19: who was used since it was asked for is left alone and named") {
  World world;
  world.person({.id = "ann", .last_used = "2026-03-01 10:00"});
  world.person({.id = "bob", .last_used = "2026-03-01 10:00"});
  world.night("2026-03-31 10:00");
  const auto asked = ask(world, {{"bob", kReally, {}}, {"ann", kReally, {}}});
  world.login("ann", "2026-03-31 12:10");
  world.import_logins("2026-03-31 12:20");
  CHECK(approve(world, asked.id).left_alone == std::vector<std::string>{"ann"});
  CHECK(last_used(world, "ann") == london("2026-03-31 12:10").seconds);
  CHECK(last_used(world, "bob") == kReally.seconds);
}

TEST_CASE("INV19: rows that were changed behind its back, and what is a week old, are approved by nobody") {
  World world;
  world.person({.id = "ann", .last_used = "2026-03-01 10:00"});
  world.night("2026-03-31 10:00");
  const auto asked = ask(world, {{"ann", kReally, {}}});
  CHECK_THROWS_WITH_AS(approve(world, asked.id, "uid 2 (pat)", "2026-04-07 12:01"),
                       doctest::Contains("over 7 days ago"), CorrectionRefused);
  world.database().execute("UPDATE correction_row SET last_used_at = last_used_at - 86400");
  CHECK_THROWS_WITH_AS(approve(world, asked.id), doctest::Contains("is not what was asked for"),
                       CorrectionRefused);
  CHECK(last_used(world, "ann") == london("2026-03-01 10:00").seconds);
}

TEST_CASE("a correction that cannot be is refused with the reason") {
  World world;
  world.person({.id = "ann", .last_used = "2026-03-01 10:00"});
  world.night("2026-03-31 10:00");
  const auto refused = [&](const std::string& id, const std::string& at) -> std::string {
    try {
      ask(world, {{id, london(at), {}}});
    } catch (const CorrectionRefused& error) {
      return error.what();
    }
    return "";
  };
  CHECK(refused("nobody", "2026-01-01") == "account nobody: no account has this id");
  CHECK(refused("ann", "2024-01-01").find("was created at 2024-05-01T08:00:00Z") != std::string::npos);
  CHECK(refused("ann", "2026-04-01").find("has not come yet") != std::string::npos);
  CHECK(refused("ann", "2026-03-01 10:00").find("already") != std::string::npos);
  CHECK_THROWS_AS(ask(world, {{"ann", kReally, {}}, {"ann", kReally, {}}}), CorrectionRefused);
  CHECK_THROWS_AS(approve(world, 7), CorrectionRefused);
}

TEST_CASE("INV19: the same sign-in raises it again, as any import may") {
  World world;
  world.person({.id = "ann", .last_used = "2026-03-01 10:00"});
  world.night("2026-03-31 10:00");
  approve(world, ask(world, {{"ann", kReally, {}}}).id);
  world.import_people("2026-03-31 13:00");
  CHECK(last_used(world, "ann") == london("2026-03-01 10:00").seconds);
}

}  // namespace lapse::tests
