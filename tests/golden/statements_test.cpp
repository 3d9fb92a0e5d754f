// What lapse sends to a database, word for word: no statement changes unseen, and tests/lint/statements.py
// can check that all of them stay within what distributed databases can do as well.
#include "tests/golden/statements.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "adapters/record/purge_file.h"
#include "engine/alert.h"
#include "engine/apply.h"
#include "engine/forecast.h"
#include "engine/verify.h"
#include "tests/crash/dump.h"
#include "tests/crash/feeds.h"
#include "tests/crash/process.h"

namespace lapse::tests {
namespace {

// Every day of the crash tests' story: every rule moves somebody, every feed shows all it can.
void every_night(Statements& statements) {
  const TestFolder folder;
  const TestDatabase database(folder.file("story.db"));
  Letterbox letterbox;
  letterbox.answers = [](const engine::Message& message) {
    const bool refused = message.to == "unheard@mail.example" && message.date == london("2026-01-21 12:00");
    return engine::Receipt{refused ? engine::Receipt::Outcome::later : engine::Receipt::Outcome::handed, ""};
  };
  Process process(database.url(), {1'000'000'000}, letterbox);
  statements.watch(process.database());
  for (auto day = *schedules::parse_day(kFirstNight); to_string(day) <= kNight; day = day + 1) {
    process.night(to_string(day));
  }
  process.go_to_bed();
  const auto lease = process.store().acquire("another", {2'000'000'000}, 60, "").value();
  process.store().release(lease);
}

void crowd(World& world, const std::string& name, int count, const std::string& organisation) {
  for (int i = 0; i < count; ++i) {
    world.person({.id = name + std::to_string(i),
                  .last_used = "2026-01-02 10:00",
                  .state = "inactive",
                  .since = "2026-04-05 06:30",
                  .organisation = organisation.empty() ? name + std::to_string(i) : organisation});
  }
}

// Guards that stop a rule and a site, a gap, a new edition, one rule for one account.
void what_goes_wrong(Statements& statements) {
  World world(short_policy());
  statements.watch(world.database());
  crowd(world, "site", 4, "FA009");
  world.run_until("2026-07-06 12:00");
  crowd(world, "many", 31, "");
  world.night("2026-07-10 10:00");
  world.pass("2026-07-10 10:00", {"mark-inactive", "site0"});
  auto gap = world.store().gaps().back();
  gap.acknowledged_at = london("2026-07-10 11:00");
  auto transaction = world.store().begin(world.hands().lease, {0});
  transaction->save_gap(gap);
  transaction->commit();
  world.policy(replaced(short_policy(), "\nedition: 3", "\nedition: 4"));
  world.night("2026-07-10 12:00");
}

// A rule that takes the owners of a mailbox one at a time.
void owners_in_turn(Statements& statements) {
  World world(replaced(shipped_policy(), "    from: inactive\n    only: [kind is user]\n",
                       "    from: inactive\n    only: [kind is user]\n    unless: [sole_owner is yes]\n"));
  world.person(
      {.id = "ann", .last_used = "2025-05-01 10:00", .state = "inactive", .since = "2025-08-01 10:00"});
  world.run_until("2026-01-19 09:00");
  statements.watch(world.database());
  world.run_until("2026-01-19 18:00");
  CHECK(world.state("ann") == "deleted");
}

// A rule that is stopped, told of, saved, approved and carried out, less somebody who signed in.
void approved_by_people(Statements& statements) {
  World world(short_policy());
  statements.watch(world.database());
  crowd(world, "many", 12, "");
  world.run_until("2026-07-06 09:00");
  world.night("2026-07-06 10:00");
  const auto now = london("2026-07-06 10:30");
  auto& store = world.store();
  const auto saved =
      engine::save_plan(store, world.book(), {now, {"delete-inactive", ""}, now, {"jo", {"user:jo"}}},
                        [](const engine::PlanLine&) {})
          .saved;
  engine::save_plan(store, world.book(), {now, {"delete-inactive", ""}, now, {"jo", {"user:jo"}}},
                    [](const engine::PlanLine&) {});
  for (const std::string name : {"kim", "lee"})
    engine::approve(store, world.book(), {saved.number, now, {name, {"user:" + name}}, "the site closes"});
  world.login("many3", "2026-07-06 10:31");
  world.import_logins("2026-07-06 10:32");
  const engine::PassTerms terms{.as_of = london("2026-07-06 10:33"), .saved_plan = saved.number};
  engine::preview_apply(store, world.book(), terms, [](const engine::PlanLine&) {});
  const auto applied =
      engine::pass(world.hands(), world.book(), {london("2026-07-06 10:33"), {}, {}, 0, saved.number});
  CHECK(applied.run.moved > 0);
  CHECK(applied.application->dropped_out > 0);
  store.waiting_plans({});
  store.alerts_of({});
  engine::counts_of(store, saved, world.book().policy);
  engine::tell_alerts(
      world.hands(), now,
      [](const engine::Alert& alert) {
        return engine::Message{alert.rule, alert.tell, alert.reason, "", alert.as_of};
      },
      world.letterbox);
  world.pass("2026-07-06 10:34");
  engine::save_plan(store, world.book(), {now + 1, {"delete-inactive", ""}, now, {"jo", {"user:jo"}}},
                    [](const engine::PlanLine&) {});
}

// A warning that still waits when its account has moved on, as no engine should leave it.
void overtaken(Statements& statements) {
  World world(short_policy());
  world.person({.id = "ann", .last_used = "2026-01-01 10:00"});
  world.letterbox.answers = [](const engine::Message&) {
    return engine::Receipt{engine::Receipt::Outcome::later, ""};
  };
  world.run_until("2026-03-20 12:00");
  REQUIRE(world.store().queue().queued > 0);
  world.database().execute("UPDATE account SET epoch = epoch + 1");
  statements.watch(world.database());
  world.deliver("2026-03-22 12:00");
  CHECK(world.store().queue().cancelled > 0);
}

// All that the service desk does, and a look whether it was done.
void people(Statements& statements) {
  World world(short_policy());
  world.person({.id = "ann"});
  world.person({.id = "fay", .state = "deleted", .since = "2026-01-03 10:00"});
  world.night("2026-01-05 10:00");
  statements.watch(world.database());
  engine::Deed deed;
  deed.account = "ann";
  deed.at = london("2026-01-06 10:00");
  deed.reason = "asked for";
  deed.until = deed.at + 86'400;
  const auto done = [&](engine::Deed::Kind kind, const std::string& name, const std::string& role) {
    deed.kind = kind;
    deed.name = name;
    deed.role = role;
    CHECK(engine::happen(world.store(), world.book(), deed).denials.empty());
  };
  done(engine::Deed::Kind::hold, "under_query", "nas_team");
  done(engine::Deed::Kind::release, "under_query", "nas_team");
  done(engine::Deed::Kind::event, "leaver", "nas_team");
  deed.given = {{"new_organisation", "FB002"}, {"administered_by", "trust"}};
  done(engine::Deed::Kind::event, "joiner", "nas_team");
  const auto& event = *world.book().policy.event("joiner");
  CHECK(world.store().candidates_of_all({deed, deed}, event, world.book().policy).size() == 2);
  CHECK(world.store().desk()->was_done(deed, world.store().journal_of("ann").back().seq));
  deed.account = "fay";
  deed.given = {{"email_address", "fay@nhs.example"}, {"mobile_number", mobile_of("fay")}};
  done(engine::Deed::Kind::event, "restore", "nas_team");
}

// An older copy of the database is put back: whom it brings back is erased again.
void purged_again(Statements& statements) {
  const TestFolder folder;
  const auto record = std::make_shared<adapters::record::PurgeFile>(folder.file("record"), key_of_tests());
  record->append({{{key_of_tests().of_account("ann"), "", "", "", {1}, {2}}, 1, 1},
                  {{key_of_tests().of_account("eve"), "", "", "", {1}, {2}}, 1, 1}});
  World world(short_policy(), record);
  world.person({.id = "ann"});
  world.night("2026-01-05 10:00");
  statements.watch(world.database());
  const engine::PurgeAgainTerms terms{london("2026-01-05 11:00"), "an old backup"};
  CHECK(engine::purge_again(world.hands(), world.book(), *record, terms).accounts.size() == 1);
  engine::require_record(world.hands(), record.get(), terms.now);
  world.person({.id = "bob", .state = "deleted", .since = "2025-11-01 10:00"});
  world.run_until("2026-01-20 18:00");
  CHECK(world.state("bob") == "purged");
}

// Plan, status, explain and verify ask; they change nothing.
void questions(Statements& statements) {
  World world(short_policy());
  world.person({.id = "ann", .last_used = "2026-01-01 10:00"});
  world.run_until("2026-03-25 12:00");
  statements.watch(world.database());
  auto& store = world.store();
  const auto plan = world.plan("2026-03-26 12:00");
  engine::forecast(world.book(), store, plan.as_of, 2);
  engine::attention(world.book(), store, plan);
  store.state_counts();
  store.queue();
  store.next_notice();
  store.runs(5);
  store.gaps();
  store.feeds();
  store.lease();
  store.edition("none");
  store.accounts("ann@nhs.example");
  store.notices_of("ann");
  store.journal_of("ann");
  store.deeds_of("ann");
  store.accounts_meant({"ann", "ann@nhs.example", "nobody"});
  CHECK(engine::verify(store).findings.empty());
}

std::string golden_file() {
  const std::string scheme(adapters::sql::parse_url(TestDatabase().url()).dialect->scheme);
  return LAPSE_SOURCE_DIR "/tests/golden/statements." + scheme + ".sql";
}

std::string content_of(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("every statement is one that was looked at") {
  Statements statements;
  for (const auto access : {adapters::sql::Access::read, adapters::sql::Access::write}) {
    for (const auto& sql : TestDatabase().target().dialect->driver.on_connect(access)) statements.add(sql);
  }
  every_night(statements);
  what_goes_wrong(statements);
  owners_in_turn(statements);
  approved_by_people(statements);
  overtaken(statements);
  people(statements);
  purged_again(statements);
  questions(statements);
  if (std::getenv("LAPSE_WRITE_GOLDEN") != nullptr) std::ofstream(golden_file()) << statements.text();
  INFO("a change that is meant: LAPSE_WRITE_GOLDEN=1, see CONTRIBUTING.md");
  CHECK(difference(content_of(golden_file()), statements.text()) == "");
}

}  // namespace lapse::tests
