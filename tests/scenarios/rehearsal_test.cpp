// Stories of policy tests: passing over quiet wake-ups changes nothing, and what a story says wrong is found.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "adapters/sql/story_store.h"
#include "engine/play.h"
#include "rules/mutations.h"
#include "rules/parse_policy_test.h"
#include "tests/world.h"

namespace lapse::tests {
namespace {

std::string shipped(const std::string& path) {
  std::ifstream file(std::string(LAPSE_SOURCE_DIR) + "/" + path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

const engine::Rulebook& nas() {
  static const engine::Rulebook kNas = rulebook_of(shipped("rules/policies/nas.yaml"));
  return kNas;
}

std::vector<rules::PolicyTest> tests_in(const std::string& text) {
  rules::Diagnostics diagnostics;
  auto tests = rules::parse_policy_tests(text, "nas.test.yaml", nas().policy, diagnostics);
  for (const auto& diagnostic : diagnostics) FAIL(rules::render(diagnostic, text));
  return tests.value();
}

rules::PolicyTest one_test(const std::string& body) {
  return tests_in("policy: nas.yaml\ntests:\n  - test: it\n" + body).front();
}

engine::Played tell(const rules::PolicyTest& test, engine::Wakeups wakeups = engine::Wakeups::that_matter,
                    const engine::Rulebook& book = nas()) {
  adapters::sql::StoryStore store;
  return engine::play(
      store.store(), book, test, [&](const auto& ladders) { store.tell(ladders); }, wakeups,
      engine::Until::end);
}

std::string failures_of(const engine::Played& played) {
  std::string text;
  for (const auto& failure : played.failures)
    text += failure.day + " expected " + failure.expected + ", actual " + failure.actual + "\n";
  return text;
}

}  // namespace

TEST_CASE("a story is the same with every wake-up and with those alone that matter") {
  int told = 0;
  for (const auto& test : tests_in(shipped("rules/policies/nas.test.yaml"))) {
    if (!test.crowds.empty() || test.expects.size() < 2) continue;
    CAPTURE(test.name);
    const auto few = tell(test);
    const auto all = tell(test, engine::Wakeups::all);
    CHECK(failures_of(few) == failures_of(all));
    CHECK(few.seen == all.seen);
    if (++told == 6) break;
  }
  CHECK(told == 6);
}

TEST_CASE("the stories in the README of rules end as they say") {
  const std::string readme = shipped("rules/README.md");
  const std::string begin = "```policy-test\n";
  const auto from = readme.find(begin);
  REQUIRE(from != std::string::npos);
  const auto text = readme.substr(from + begin.size(), readme.find("```\n", from + 3) - from - begin.size());
  const auto tests = tests_in(text);
  CHECK(tests.size() == 3);
  for (const auto& test : tests) {
    CAPTURE(test.name);
    CHECK(failures_of(tell(test)).empty());
  }
}

TEST_CASE("what came otherwise is told with the day and why") {
  const auto test = one_test(
      "    accounts: { ann: { created: 2024-05-01, last_used: 2026-01-01 10:00 } }\n"
      "    happens: [ { at: 2026-03-10 09:00, joiner: ann } ]\n"
      "    expect:\n"
      "      2026-03-03: { sent: [ann soon-inactive 14, ann now-inactive] }\n"
      "      2026-04-01: { ann: inactive, inactive: 1, stopped: mark-inactive }\n");
  const auto played = tell(test);
  CHECK(
      failures_of(played) ==
      "2026-03-03 expected sent: ann soon-inactive 14, actual sent: ann soon-inactive 30 for 2026-04-02 to "
      "account and personal_email\n"
      "2026-03-03 expected sent: ann now-inactive, actual sent: ann soon-inactive 30 for 2026-04-02 to "
      "account and personal_email\n"
      "2026-04-01 expected joiner of ann, actual refused: wrong state (the account is active; joiner is for "
      "accounts that are leaver)\n"
      "2026-04-01 expected ann inactive, actual ann active\n"
      "2026-04-01 expected 1 inactive, actual 0 inactive\n"
      "2026-04-01 expected stopped: mark-inactive, actual nothing stopped\n");
  REQUIRE(played.failures.at(3).why);
  CHECK(played.failures.at(3).why->account.facts.id == "ann");
}

TEST_CASE("a refusal that does not come, or comes for another reason, is a failure") {
  const auto test = one_test(
      "    accounts: { fay: { created: 2024-05-01, state: deleted, since: 2026-07-02 10:00 } }\n"
      "    happens:\n"
      "      - { at: 2026-08-01 10:00:00, restore: fay, refused: wrong state }\n"
      "      - { at: 2026-07-10 10:00:00, restore: fay, refused: too late }\n"
      "    expect: { 2026-07-10: { fay: active } }\n");
  CHECK(failures_of(tell(test)) ==
        "2026-07-10 expected restore of fay refused: too late, actual it was done\n");
}

TEST_CASE("a mutation is noticed by the story that is about it, and by no other") {
  const auto story = one_test(
      "    accounts: { ann: { created: 2024-05-01, last_used: 2026-01-01 10:00 } }\n"
      "    expect: { 2026-04-01: { ann: active }, 2026-04-02: { ann: inactive } }\n");
  int noticed = 0;
  int of_period = 0;
  for (const auto& mutation : rules::mutations_of(nas().policy)) {
    if (!mutation.says.starts_with("rule mark-inactive, days") &&
        !mutation.says.starts_with("rule purge-deleted, days"))
      continue;
    CAPTURE(mutation.says);
    engine::Rulebook book = nas();
    mutation.change(book.policy);
    const bool about_it = mutation.says.starts_with("rule mark-inactive");
    const bool is_noticed = !tell(story, engine::Wakeups::that_matter, book).failures.empty();
    CHECK(is_noticed == about_it);
    noticed += is_noticed ? 1 : 0;
    of_period += about_it ? 1 : 0;
  }
  CHECK(of_period == 3);
  CHECK(noticed == 3);
}

}  // namespace lapse::tests
