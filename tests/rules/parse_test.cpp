#include "rules/parse.h"

#include <doctest/doctest.h>

#include "rules/vocabulary.h"
#include "tests/rules/policy_text.h"

namespace lapse::rules::tests {
namespace {

using Words = std::vector<std::string>;
using schedules::Span;
using schedules::Unit;

Policy read(const std::string& text) {
  Diagnostics diagnostics;
  auto policy = parse_policy(text, "nas.yaml", diagnostics);
  CHECK(rendered(diagnostics, text) == "");
  REQUIRE(policy);
  return *policy;
}

std::string sentence(const Condition& condition) {
  std::string result = std::string(to_string(condition.field)) + (condition.negated ? " is not" : " is");
  for (const std::string& value : condition.values) result += " " + value;
  return result;
}

std::string in_words(const std::vector<Recipient>& recipients) {
  std::string result;
  for (const Recipient recipient : recipients) result += std::string(to_string(recipient)) + " ";
  return result;
}

}  // namespace

TEST_CASE("the shipped policy has no problems") {
  CHECK(problems(nas()) == "");
}

TEST_CASE("the shipped policy says who it is and when it looks") {
  const Policy policy = read(nas());
  CHECK(policy.name == "nas-account-lifecycle");
  CHECK(policy.edition == 3);
  CHECK(policy.source == "NHSmail FAQ for NAS users, updated 20/08/2021");
  CHECK(policy.zone.name() == "Europe/London");
  CHECK(policy.holidays_name == "england-and-wales");
  CHECK(to_string(policy.look) == "every day at 06:30");
  REQUIRE(policy.delete_window);
  CHECK(to_string(*policy.delete_window) ==
        "Monday to Thursday 10:00 to 16:00, not on or just before a holiday");
}

TEST_CASE("the shipped policy has five states, of which two are destructive and one is final") {
  const Policy policy = read(nas());
  REQUIRE(policy.states.size() == 5);
  CHECK(policy.states[0].name == "active");
  CHECK(policy.states[0].meaning == "in use");
  CHECK_FALSE(policy.states[2].destructive);
  CHECK(policy.state("deleted")->destructive);
  CHECK_FALSE(policy.state("deleted")->final);
  CHECK(policy.state("purged")->final);
  CHECK(policy.state("gone") == nullptr);
}

TEST_CASE("the shipped policy knows what people do") {
  const Policy policy = read(nas());
  REQUIRE(policy.events.size() == 4);
  CHECK(policy.event("login")->from == Words{"active", "inactive"});
  CHECK(policy.event("login")->to == "active");
  CHECK(policy.event("leaver")->by == Words{"nas_team", "local_admin"});
  CHECK(policy.event("joiner")->from == Words{"leaver"});
  CHECK(policy.event("joiner")->needs == Words{"new_organisation"});
  const Event& restore = *policy.event("restore");
  CHECK(restore.within == Span{720, Unit::hours});
  CHECK(restore.by == Words{"nas_team"});
  CHECK(restore.asked_from == "shared_mailbox");
  CHECK(restore.needs == Words{"email_address", "mobile_number"});
  REQUIRE(restore.tells.size() == 1);
  CHECK(restore.tells[0].send == "restored");
  CHECK(in_words(restore.tells[0].to) == "account site_owner ");
}

TEST_CASE("the shipped policy says what counts as use, and what holds an account") {
  const Policy policy = read(nas());
  CHECK(policy.last_used == Words{"last_login", "last_sent", "activated", "joined", "restored", "created"});
  REQUIRE(policy.never_touch.size() == 1);
  CHECK(sentence(policy.never_touch[0].at(0)) == "kind is service break_glass");
  REQUIRE(policy.holds.size() == 3);
  CHECK(policy.holds[0].name == "long_absence");
  CHECK(policy.holds[0].at_most == Span{18, Unit::months});
  CHECK(policy.holds[1].at_most == Span{30, Unit::days});
  CHECK(policy.holds[2].by == "information_governance");
  CHECK_FALSE(policy.holds[2].at_most);
}

TEST_CASE("mark-inactive is read as it is written") {
  const Policy policy = read(nas());
  REQUIRE(policy.rules.size() == 4);
  const Rule& rule = policy.rules[0];
  CHECK(&rule == policy.rule("mark-inactive"));
  CHECK(rule.says == "A user account that is not used for 90 days becomes inactive.");
  CHECK(rule.from == "active");
  CHECK(rule.to == "inactive");
  REQUIRE(rule.only.size() == 1);
  CHECK(sentence(rule.only[0].at(0)) == "kind is user");
  CHECK(rule.unless.empty());
  REQUIRE(rule.after.size() == 1);
  CHECK(rule.after[0].anchor == Anchor::last_used);
  CHECK(rule.after[0].days == 90);
  REQUIRE(rule.warn);
  CHECK(rule.warn->days_before == std::vector<int>{30, 14, 7, 1});
  CHECK(rule.warn->ladders.at(0).send == "soon-inactive");
  CHECK(in_words(rule.warn->ladders.at(0).to) == "account personal_email site_owner ");
  CHECK(rule.notice_days == 7);
  REQUIRE(rule.tells.size() == 2);
  CHECK(rule.tells[0].when.empty());
  CHECK(sentence(rule.tells[1].when.at(0).at(0)) == "sole_owner is yes");
  CHECK(rule.place.line == 37);
}

TEST_CASE("the other rules of the shipped policy count what they say") {
  const Policy policy = read(nas());
  const Rule& inactive = *policy.rule("delete-inactive");
  REQUIRE(inactive.after.size() == 2);
  CHECK(inactive.after[0].anchor == Anchor::in_state);
  CHECK(inactive.after[0].days == 90);
  CHECK(inactive.after[1].anchor == Anchor::last_used);
  CHECK(inactive.after[1].days == 180);
  CHECK(in_words(inactive.warn->ladders.at(0).to) == "personal_email mobile site_owner ");
  CHECK(policy.rule("delete-leaver")->only.empty());
  CHECK(policy.rule("delete-leaver")->after[0].days == 30);
  CHECK(policy.rule("purge-deleted")->to == "purged");
  CHECK(policy.rule("nobody") == nullptr);
}

TEST_CASE("the shipped guards limit what one night can do") {
  const Guards guards = read(nas()).guards;
  REQUIRE(guards.limits.size() == 7);
  CHECK(guards.limits[0].count == "deleted");
  CHECK(guards.limits[0].accounts == 10);
  CHECK(guards.limits[0].thousandths_of_percent == 500);
  CHECK(guards.limits[0].per == Limit::Per::run);
  CHECK(guards.limits[1].per == Limit::Per::days);
  CHECK(guards.limits[1].days == 7);
  CHECK(guards.limits[2].per == Limit::Per::organisation);
  CHECK(guards.limits[2].thousandths_of_percent == 50'000);
  CHECK(guards.limits[5].count == "notices");
  CHECK(guards.limits[5].accounts == 50);
  CHECK(guards.limits[5].days == 1);
  CHECK(guards.tell == "duty_manager");
  CHECK(guards.approvers == 2);
  CHECK(guards.approval_lasts == Span{24, Unit::hours});
  CHECK(read(nas()).shortened_new_promises_only);
  CHECK(read(nas()).shortened_fresh_warnings);
}

TEST_CASE("the shipped policy says which data and clocks it believes") {
  const Policy policy = read(nas());
  REQUIRE(policy.feeds.size() == 2);
  CHECK(policy.feeds[0].feed == "logins");
  CHECK(policy.feeds[0].fresh == Span{36, Unit::hours});
  CHECK(policy.feeds[0].rows_at_least_thousandths == 60'000);
  CHECK(policy.feeds[0].missing_at_most_thousandths == 10'000);
  CHECK(policy.feeds[1].fresh == Span{8, Unit::days});
  CHECK_FALSE(policy.feeds[1].rows_at_least_thousandths);
  CHECK(policy.clock.jump_at_most == Span{26, Unit::hours});
  CHECK(policy.clock.synchronised);
  CHECK(policy.clock.agree_with_database_seconds == 60);
}

TEST_CASE("an account's team is found by its route, and there is one for everybody else") {
  const Policy policy = read(nas());
  CHECK(policy.route_by == Field::organisation_type);
  CHECK(policy.team_of("dental_practice") == "dental-team@nas.example");
  CHECK(policy.team_of("optometry") == "duty-team@nas.example");
  CHECK(policy.team_of("") == "duty-team@nas.example");
}

TEST_CASE("a single value stands for a list of one, and the other way round") {
  CHECK(problems_after("never_touch: [kind is service or break_glass]", "never_touch: kind is service") ==
        "");
  CHECK(problems_after("after: 30 days in leaver", "after: [30 days in leaver]") == "");
  CHECK(problems_after("from: leaver, to: active", "from: [leaver], to: active") == "");
}

TEST_CASE("a condition can be turned round, and an exception is a condition") {
  const Policy policy = read(with(nas(), "    only: [kind is user]\n    after: 90",
                                  "    only: [organisation is not FX123 or FX124]\n"
                                  "    unless: [sole_owner is yes, kind is guest]\n    after: 90"));
  const Rule& rule = policy.rules[0];
  CHECK(sentence(rule.only[0].at(0)) == "organisation is not FX123 FX124");
  REQUIRE(rule.unless.size() == 2);
  CHECK(sentence(rule.unless[1].at(0)) == "kind is guest");
}

TEST_CASE("a byte order mark and lines that end as on Windows change nothing") {
  std::string text = nas();
  for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2))
    text.insert(at, "\r");
  CHECK(problems("\xEF\xBB\xBF" + text) == "");
}

TEST_CASE("addresses that could become two, or end early, are refused") {
  for (const char* address : {"\"a@b\\r\\nBcc: c@d\"", "\"a@b\\0\"", "a@", "\"@b\"", "nobody", "a@b@c",
                              "\"a b@c\"", "\"a@b>\"", "\"a@b,c\"", "\"a\\u00e9@b\"", "\"a@b\\t\""}) {
    CAPTURE(address);
    CHECK(problems_after("team: duty-team@nas.example", std::string("team: ") + address)
              .find("e-mail address") != std::string::npos);
  }
}

TEST_CASE("all problems of a policy are shown at once, in the order of the text") {
  std::string text = with(nas(), "edition: 3", "edition: three");
  text = with(text, "to: inactive\n", "to: inactve\n");
  text = with(text, "per: day", "per: night");
  CHECK(problems(text) == R"(nas.yaml:2:10: 'three' is not a whole number
  2 | edition: three
    |          ^^^^^
  help: write 'edition: 1'
nas.yaml:44:9: no state is called 'inactve'
  44 |     to: inactve
     |         ^^^^^^^
  help: did you mean 'inactive'?
nas.yaml:84:68: 'night' is nothing to count per
  84 |     - { count: notices,  at_most: 50 notices or 5 percent,    per: night }
     |                                                                    ^^^^^
  help: write 'per: run', 'per: day', 'per: 7 days' or 'per: organisation'
)");
}

TEST_CASE("text of two megabytes where a word belongs is refused without being repeated") {
  Diagnostics diagnostics;
  const std::string text = with(nas(), "Europe/London", std::string(std::size_t{2} << 20U, 'x'));
  CHECK_FALSE(parse_policy(text, "nas.yaml", diagnostics));
  REQUIRE(diagnostics.size() == 1);
  CHECK(diagnostics[0].message == "unknown time zone '" + std::string(60, 'x') + "...'");
}

TEST_CASE("a file that is no policy is told what is missing") {
  Diagnostics diagnostics;
  CHECK_FALSE(parse_policy("hello: world\n", "a.yaml", diagnostics));
  CHECK(diagnostics.size() == 9);
  CHECK_FALSE(parse_policy("just words\n", "a.yaml", diagnostics));
  CHECK(diagnostics.back().message == "keys with values belong here, not a single value");
}

}  // namespace lapse::rules::tests
