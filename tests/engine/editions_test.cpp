// People are under way when one edition follows another: the real one of December 2022, which took 90 days
// to 30.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "tests/world.h"

namespace lapse::tests {
namespace {

std::string edition_4() {
  std::ifstream file(LAPSE_SOURCE_DIR "/rules/policies/nas-2022-12.yaml");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  return replaced(text, "50 notices or 5 percent", "5000 notices or 5 percent");
}

std::string without_rule(std::string text, const std::string& name) {
  const auto begin = text.find("  - rule: " + name);
  const auto end = text.find("  - rule: ", begin + 1);
  REQUIRE(end != std::string::npos);
  return text.erase(begin, end - begin);
}

std::string edition(std::string text, int number) {
  return replaced(std::move(text), "edition: 3", "edition: " + std::to_string(number));
}

}  // namespace

TEST_CASE("INV12: a shortened period keeps the date that was told, and starts a fresh ladder towards it") {
  World world;
  world.person({.id = "ann"});  // inactive on 2 April, to be deleted on 2 July
  world.person({.id = "bob", .last_used = "2026-03-01 10:00"});  // told that he is inactive on 31 May
  world.person({.id = "cat", .last_used = "2026-04-25 10:00"});  // told nothing
  world.run_until("2026-05-10 06:30");
  CHECK(world.sent("ann").ends_with(
      "2026-05-03 soon-deleted 60 personal_email\n2026-05-03 soon-deleted 60 mobile\n"));
  CHECK(world.sent("bob") ==
        "2026-05-01 soon-inactive 30 account\n2026-05-01 soon-inactive 30 personal_email\n");
  CHECK(world.sent("cat") == "");
  world.policy(edition_4());
  world.run_until("2026-07-05 18:00");
  CHECK(
      world.story("ann").ends_with("2026-05-03 warn 60 for 2026-07-02\n"
                                   "2026-05-11 correct\n"
                                   "2026-06-11 warn 21 for 2026-07-02\n"
                                   "2026-06-18 warn 14 for 2026-07-02\n"
                                   "2026-06-25 warn 7 for 2026-07-02\n"
                                   "2026-07-01 warn 1 for 2026-07-02\n"
                                   "2026-07-02 inactive -> deleted by delete-inactive\n"));
  CHECK(world.story("bob") ==
        "2026-01-02 arrive\n"
        "2026-05-01 warn 30 for 2026-05-31\n"
        "2026-05-11 correct\n"
        "2026-05-17 warn 14 for 2026-05-31\n"
        "2026-05-24 warn 7 for 2026-05-31\n"
        "2026-05-30 warn 1 for 2026-05-31\n"
        "2026-05-31 active -> inactive by mark-inactive\n"
        "2026-06-10 warn 21 for 2026-07-01\n"
        "2026-06-17 warn 14 for 2026-07-01\n"
        "2026-06-24 warn 7 for 2026-07-01\n"
        "2026-06-30 warn 1 for 2026-07-01\n"
        "2026-07-01 inactive -> deleted by delete-inactive\n");
  CHECK(
      world.story("cat").starts_with("2026-01-02 arrive\n"
                                     "2026-05-12 warn 14 for 2026-05-26\n"
                                     "2026-05-19 warn 7 for 2026-05-26\n"
                                     "2026-05-25 warn 1 for 2026-05-26\n"
                                     "2026-05-26 active -> inactive by mark-inactive\n"));
  for (const std::string who : {"ann", "bob", "cat"}) {
    CHECK(world.sent(who).find("withdrawn") == std::string::npos);
  }
}

TEST_CASE("a lengthened period applies at once: nobody is moved on the old date, and the ladder goes on") {
  World world;
  world.person({.id = "bob", .last_used = "2026-03-01 10:00"});
  world.run_until("2026-05-10 06:30");
  world.policy(edition(
      replaced(shipped_policy(), "after: 90 days since last_used", "after: 120 days since last_used"), 4));
  world.run_until("2026-07-05 18:00");
  CHECK(world.story("bob") ==
        "2026-01-02 arrive\n"
        "2026-05-01 warn 30 for 2026-05-31\n"
        "2026-06-16 warn 14 for 2026-06-30\n"
        "2026-06-23 warn 7 for 2026-06-30\n"
        "2026-06-29 warn 1 for 2026-06-30\n"
        "2026-06-30 active -> inactive by mark-inactive\n");
}

TEST_CASE("INV12: a rule that warns no more waits for the date that it told all the same") {
  World world;
  world.person({.id = "bob", .last_used = "2026-03-01 10:00"});
  world.run_until("2026-05-10 06:30");
  const std::string shorter =
      replaced(shipped_policy(), "after: 90 days since last_used", "after: 30 days since last_used");
  world.policy(edition(replaced(shorter,
                                "    warn: { days_before: [30, 14, 7, 1], send: soon-inactive, to: [account, "
                                "personal_email, site_owner] }\n    notice: 7 days\n",
                                ""),
                       4));
  world.run_until("2026-06-02 18:00");
  CHECK(world.story("bob") ==
        "2026-01-02 arrive\n"
        "2026-05-01 warn 30 for 2026-05-31\n"
        "2026-05-11 correct\n"
        "2026-05-31 active -> inactive by mark-inactive\n");
}

TEST_CASE("a rule that is gone takes its warnings back, and says so to whom it told a date") {
  World world;
  world.person({.id = "ann"});
  world.person({.id = "bob", .last_used = "2026-03-01 10:00"});
  world.run_until("2026-05-10 06:30");
  world.policy(edition(without_rule(shipped_policy(), "delete-inactive"), 4));
  world.run_until("2026-07-20 18:00");
  CHECK(world.state("ann") == "inactive");
  CHECK(world.sent("ann").find("date-withdrawn") != std::string::npos);
  CHECK(world.sent("bob").find("date-withdrawn") == std::string::npos);
}

TEST_CASE("a rule of another name is another rule: the date it told before binds it all the same") {
  World world;
  world.person({.id = "ann"});
  world.run_until("2026-05-10 06:30");
  world.policy(edition(replaced(shipped_policy(), "rule: delete-inactive", "rule: delete-unused"), 4));
  world.run_until("2026-07-20 18:00");
  CHECK(world.sent("ann").find("withdrawn") == std::string::npos);
  CHECK(
      world.story("ann").ends_with("2026-05-03 warn 60 for 2026-07-02\n"
                                   "2026-05-11 correct\n"
                                   "2026-05-11 warn 60 for 2026-07-02\n"
                                   "2026-06-02 warn 30 for 2026-07-02\n"
                                   "2026-06-18 warn 14 for 2026-07-02\n"
                                   "2026-06-25 warn 7 for 2026-07-02\n"
                                   "2026-07-01 warn 1 for 2026-07-02\n"
                                   "2026-07-02 inactive -> deleted by delete-unused\n"));
}

TEST_CASE(
    "who no longer meets the conditions of the rule that warned him hears that the date holds no longer") {
  World world;
  world.person({.id = "ann"});
  world.run_until("2026-05-10 06:30");
  world.policy(edition(replaced(shipped_policy(), "    only: [kind is user]\n    after: [90",
                                "    only: [kind is user, mobile is missing]\n    after: [90"),
                       4));
  world.run_until("2026-05-11 18:00");
  CHECK(world.sent("ann").ends_with(
      "2026-05-11 date-withdrawn personal_email\n2026-05-11 date-withdrawn mobile\n"));
  CHECK(world.account("ann").facts.warned_step == 0);
}

TEST_CASE("an import that changes whose the account is ends the ladder of the other rule") {
  World world(replaced(shipped_policy(), "    only: [kind is user]\n    after: 90",
                       "    only: [kind is user, personal_email is not missing]\n    after: 90"));
  world.person({.id = "bob", .last_used = "2026-03-01 10:00"});
  world.run_until("2026-05-02 06:30");
  CHECK(world.account("bob").facts.warned_step == 30);
  world.person({.id = "bob", .last_used = "2026-03-01 10:00", .personal_email = false});
  world.run_until("2026-05-03 06:30");
  CHECK(world.account("bob").facts.warned_step == 0);
  CHECK(world.account("bob").facts.promised_at > 0);
}

}  // namespace lapse::tests
