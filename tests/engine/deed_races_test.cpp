// A person and a rule at one account in the same minute, in both orders: whoever commits first is seen by the
// other, and a person is never overruled by a plan that was made before.
#include <doctest/doctest.h>

#include "engine/deed.h"
#include "engine/verify.h"
#include "tests/world.h"

namespace lapse::tests {
namespace {

using engine::Deed;

// An account that a rule may move at `at`, its ladder told in full.
struct Case {
  std::string rule;
  Person person;
  std::string told;    // the day promised
  std::string before;  // a pass that finds nothing to do
  std::string at;
};

Case mark() {
  return {"mark-inactive",
          {.id = "ann", .last_used = "2026-01-01 10:00"},
          "2026-04-02",
          "2026-04-01 10:00",
          "2026-04-02 06:30"};
}

Case deletion(const std::string& from) {
  Case one{from == "leaver" ? "delete-leaver" : "delete-inactive",
           {.id = "ann", .last_used = "2026-01-01 10:00"},
           "2026-07-02",
           "2026-07-01 10:00",
           "2026-07-02 10:00"};
  one.person.state = from;
  one.person.since = from == "leaver" ? "2026-06-01 10:00" : "2026-04-02 06:30";
  return one;
}

Case purge() {
  Case one{"purge-deleted",
           {.id = "ann", .last_used = "2026-01-01 10:00"},
           "2026-07-02",
           "2026-07-01 10:00",
           "2026-07-02 10:00"};
  one.person.state = "deleted";
  one.person.since = "2026-06-01 10:00";
  return one;
}

class Race {
 public:
  Race(const Case& one, std::string deed) : case_(one), deed_(std::move(deed)) {
    world_.person(one.person);
    world_.import_people(one.before);
    world_.import_logins(one.before);
    world_.database().execute(
        "UPDATE account SET warned_step = 1, warned_rule = :rule, promised_at = :promised, handed_at = "
        ":handed"
        " WHERE id = 'ann'",
        {{"rule", one.rule},
         {"promised", london(one.told).seconds},
         {"handed", (london(one.told) - 86'400).seconds}});
    REQUIRE(world_.pass(one.before).run.planned == 0);
    world_.import_logins(one.at);
  }

  // The deed is done when the plan is there and nothing of it is carried out.
  std::string between() {
    bool planned = false;
    bool done = false;
    world_.database().on_write([&](std::string_view sql) {
      planned = planned || sql.find(" plan_move (") != std::string_view::npos;
      if (done || !planned || sql != "committed") return;
      done = true;
      denied_ = do_it();
    });
    const auto result = world_.pass(case_.at);
    world_.database().on_write(nullptr);
    REQUIRE(done);
    REQUIRE(result.run.planned == 1);
    world_.pass(two_minutes_later());
    return outcome();
  }

  std::string after() {
    REQUIRE(world_.pass(case_.at).run.moved == 1);
    denied_ = do_it();
    return outcome();
  }

 private:
  std::string minute_later() const {
    return case_.at.substr(0, 14) + (case_.at.substr(14) == "30" ? "31" : "01");
  }
  std::string two_minutes_later() const {
    return case_.at.substr(0, 14) + (case_.at.substr(14) == "30" ? "32" : "02");
  }

  std::string do_it() {
    if (deed_ == "login") {
      world_.login("ann", minute_later());
      world_.import_logins(minute_later());
      return "";
    }
    Deed deed;
    deed.name = deed_ == "hold" ? "under_query" : deed_ == "join" ? "joiner" : deed_;
    deed.kind = deed_ == "hold" ? Deed::Kind::hold : Deed::Kind::event;
    deed.account = "ann";
    deed.at = london(minute_later());
    deed.actor = "uid 1000 (jo)";
    deed.role = "nas_team";
    deed.reason = "asked on the telephone";
    deed.given = {{"new_organisation", "FB002"},
                  {"email_address", "ann@nhs.example"},
                  {"mobile_number", mobile_of("ann")}};
    if (deed_ == "hold") deed.until = deed.at + 86'400;
    std::string denied;
    for (const auto& denial : engine::happen(world_.store(), world_.book(), deed).denials)
      denied += (denied.empty() ? "" : ", ") + denial.what;
    return denied;
  }

  std::string outcome() {
    CHECK(engine::verify(world_.store()).findings.empty());
    return world_.state("ann") + (denied_.empty() ? "" : ", denied: " + denied_);
  }

  Case case_;
  std::string deed_;
  World world_;
  std::string denied_;
};

}  // namespace

TEST_CASE("E6 E10 INV5 INV10: people against rules, both orders") {
  struct Row {
    Case move;
    std::string deed;
    std::string between;  // the state in the end when the deed comes before the move
    std::string after;
  };
  const std::vector<Row> rows{
      {mark(), "login", "active", "active"},
      {mark(), "join", "inactive, denied: wrong state", "inactive, denied: wrong state"},
      {mark(), "hold", "active", "inactive"},
      {mark(), "restore", "inactive, denied: wrong state", "inactive, denied: wrong state"},
      {deletion("inactive"), "login", "active", "deleted"},
      {deletion("leaver"), "join", "active", "deleted, denied: wrong state"},
      {deletion("leaver"), "hold", "leaver", "deleted"},
      {deletion("leaver"), "restore", "deleted, denied: wrong state", "active"},
      {purge(), "login", "purged", "purged"},
      {purge(), "join", "purged, denied: wrong state", "purged, denied: wrong state"},
      {purge(), "hold", "deleted", "purged, denied: wrong state"},
      {purge(), "restore", "purged, denied: too late", "purged, denied: wrong state"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.deed);
    CAPTURE(row.move.rule);
    CHECK(Race(row.move, row.deed).between() == row.between);
    CHECK(Race(row.move, row.deed).after() == row.after);
  }
}

}  // namespace lapse::tests
