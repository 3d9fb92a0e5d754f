#include "engine/explain.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "engine/explain_outlook.h"
#include "rules/due.h"
#include "rules/parse.h"
#include "tests/schedules/support.h"

namespace lapse::engine::tests {
namespace {

using schedules::Instant;
using schedules::tests::day;
using schedules::tests::in_london;
using schedules::tests::shipped;

Rulebook nas() {
  rules::Diagnostics diagnostics;
  auto policy = rules::parse_policy(shipped("rules/policies/nas.yaml"), "nas.yaml", diagnostics);
  return {policy.value(), schedules::Holidays{schedules::tests::shipped_bank_holidays()}, {}, "sha256:test"};
}

std::int64_t at(std::string_view london) {
  return in_london(london).seconds;
}

AccountView ann(const std::string& state, std::string_view since, std::string_view last_used) {
  AccountView account;
  auto& facts = account.facts;
  facts.id = "ann";
  facts.state = state;
  facts.kind = "user";
  facts.organisation = "FX123";
  facts.organisation_type = "community_pharmacy";
  facts.state_since = at(since);
  facts.idle_since = at(last_used);
  facts.addresses = {rules::Recipient::account, rules::Recipient::personal_email};
  account.created_at = in_london("2024-05-01 09:00");
  account.last_login_at = {facts.idle_since};
  account.epoch = 2;
  return account;
}

AccountView ann() {
  return ann("active", "2024-05-01 09:00", "2026-01-01 10:00");
}

void told(AccountView& account, const std::string& rule, int step, std::string_view handed,
          std::string_view date) {
  account.facts.warned_rule = rule;
  account.facts.warned_step = step;
  account.facts.handed_at = handed.empty() ? 0 : at(handed);
  account.facts.promised_at = at(std::string(date) + " 00:00");
}

void hold(AccountView& account, const std::string& kind, std::string_view from, std::string_view until) {
  account.hold_kinds.push_back(kind);
  account.facts.holds.push_back({at(from), until.empty() ? 0 : at(until)});
}

// Feeds of the same morning, and an engine that looked a day ago.
Watch calm(Instant as_of) {
  Watch watch;
  watch.engine.last_as_of = as_of - schedules::kSecondsPerDay;
  for (const FeedKind kind : {FeedKind::accounts, FeedKind::logins}) {
    Feed& feed = watch.feeds.emplace_back();
    feed.kind = kind;
    feed.data_at = feed.logins_at = feed.imported_at = as_of - 60;
  }
  return watch;
}

Explanation explained(const AccountView& account, std::string_view london) {
  const Rulebook book = nas();
  const Instant as_of = in_london(london);
  return explain(book, calm(as_of), account, {}, {}, as_of);
}

const Clause& clause(const Explanation& answer, std::string_view says) {
  for (const auto& rule : answer.rules) {
    for (const auto& clause : rule.clauses) {
      if (clause.says.starts_with(says)) return clause;
    }
  }
  FAIL("no clause " << std::string(says));
  throw std::logic_error("unreachable");
}

std::string earliest(const Explanation& answer) {
  return answer.rules.size() == 1 && answer.rules[0].earliest ? to_string(*answer.rules[0].earliest)
                                                              : "never";
}

}  // namespace

TEST_CASE("E27: a caller hears why an account is active still, and when it becomes inactive") {
  const auto answer = explained(ann(), "2026-02-01 12:00");
  CHECK(answer.meaning == "in use");
  REQUIRE(answer.rules.size() == 1);
  CHECK(answer.rules[0].rule == "mark-inactive");
  CHECK(answer.rules[0].concerns);
  CHECK(clause(answer, "the account is").value == "active since 1 May 2024 09:00 BST");
  CHECK(clause(answer, "kind is user").holds);
  CHECK(clause(answer, "kind is not service or break_glass").holds);
  const Clause& period = clause(answer, "90 days since last used");
  CHECK_FALSE(period.holds);
  CHECK(period.value == "last used 1 January 2026 10:00 GMT");
  CHECK(period.turns == day("2026-04-02"));
  CHECK(earliest(answer) == "2026-04-02");
  CHECK(answer.next_at == in_london("2026-04-02 06:30"));
  CHECK(
      answer.next.value() ==
      "inactive on Thursday 2 April 2026 from 06:30 by mark-inactive; next warning on Tuesday 3 March 2026, "
      "30 days before");
}

TEST_CASE("E13: what was told and what is still to be told are clauses of the rule") {
  AccountView account = ann();
  const auto warned = [&] {
    return clause(explained(account, "2026-03-20 12:00"), "warned 30, 14, 7 and 1");
  };
  CHECK(warned().value == "not yet warned");
  told(account, "mark-inactive", 14, "2026-03-19 06:31", "2026-04-02");
  CHECK(warned().value ==
        "warned 14 days before, handed on 19 March 2026; still to come 7 and 1 days before");
  CHECK(warned().turns == day("2026-04-01"));
  told(account, "mark-inactive", 14, "", "2026-04-02");
  CHECK(warned().value == "the warning of step 14 is still on its way");
  told(account, "mark-inactive", 1, "2026-03-20 06:31", "2026-04-02");
  CHECK(warned().value == "the last warning, 1 day before, was handed on 20 March 2026");
  CHECK(warned().holds);
  told(account, "another-rule", 7, "2026-03-20 06:31", "2026-04-02");
  CHECK(warned().value == "warned for another-rule, not for this");
  CHECK(earliest(explained(account, "2026-03-20 12:00")) == "never");
}

TEST_CASE("E1: on day 90 the account is its user's, the day after it is due") {
  AccountView account = ann();
  told(account, "mark-inactive", 1, "2026-04-01 06:31", "2026-04-02");
  CHECK_FALSE(clause(explained(account, "2026-04-01 23:59"), "90 days since").holds);
  const auto due = explained(account, "2026-04-02 00:00");
  CHECK(clause(due, "90 days since").holds);
  CHECK(clause(due, "the date told has come").value == "told Thursday 2 April 2026");
  CHECK(earliest(due) == "2026-04-02");
  CHECK(due.next.value() == "inactive by mark-inactive at the next pass, Thursday 2 April 2026 06:30");
}

TEST_CASE("seven weeks of downtime: the date that a caller hears leaves the notice, not the calendar") {
  AccountView eve = ann("inactive", "2026-04-02 06:30", "2026-01-01 10:00");
  CHECK(earliest(explained(eve, "2026-05-01 12:00")) == "2026-07-02");
  const auto late = explained(eve, "2026-07-20 06:30");
  CHECK(earliest(late) == "2026-08-03");
  CHECK(late.next.value() ==
        "deleted on Monday 3 August 2026 from 10:00 by delete-inactive; next warning on Monday 20 July 2026, "
        "14 days before");
  CHECK(clause(late, "warned 60, 30, 14, 7 and 1").turns == day("2026-08-02"));
  told(eve, "delete-inactive", 14, "2026-07-20 06:31", "2026-08-03");
  CHECK(earliest(explained(eve, "2026-07-21 12:00")) == "2026-08-03");
}

TEST_CASE("E23: a deletion whose day is a Friday waits for the window, and says so") {
  AccountView account = ann("leaver", "2026-06-09 12:00", "2026-06-01 10:00");
  const auto answer = explained(account, "2026-06-12 12:00");
  CHECK(clause(answer, "30 days in leaver").turns == day("2026-07-10"));  // a Friday
  CHECK(earliest(answer) == "2026-07-13");
  CHECK(answer.next_at == in_london("2026-07-13 10:00"));
  CHECK_FALSE(clause(answer, "the delete window is open").holds);
  CHECK(clause(answer, "the delete window is open").turns == day("2026-06-15"));
}

TEST_CASE("an untrusted feed is named where something destructive is near, or a mark for want of use") {
  const Rulebook book = nas();
  const Instant as_of = in_london("2026-06-12 12:00");
  Watch watch = calm(as_of);
  watch.feeds.clear();
  const auto gone =
      explain(book, watch, ann("leaver", "2026-06-09 12:00", "2026-06-01 10:00"), {}, {}, as_of);
  CHECK_FALSE(clause(gone, "nothing else stops").holds);
  CHECK(gone.next.value().find("; held back: the feed of logins has never been imported") !=
        std::string::npos);
  const auto used =
      explain(book, watch, ann("active", "2026-06-09 12:00", "2026-06-01 10:00"), {}, {}, as_of);
  CHECK(used.next.value().find("; held back: the feed of logins has never been imported") !=
        std::string::npos);
}

TEST_CASE("E25: a hold stands in the way until its end, and one without an end for good") {
  AccountView account = ann();
  hold(account, "long_absence", "2026-01-10 09:00", "2026-06-01 09:00");
  const auto answer = explained(account, "2026-02-01 12:00");
  CHECK(clause(answer, "no hold is on").value == "long_absence until 1 June 2026 09:00 BST");
  CHECK(clause(answer, "no hold is on").turns == day("2026-06-01"));
  CHECK(answer.rules[0].concerns);
  CHECK(earliest(answer) == "2026-06-08");  // warned when the window opens that day, a week's notice
  CHECK(clause(explained(account, "2026-06-01 09:00"), "no hold is on").holds);

  told(account, "mark-inactive", 1, "2026-05-01 06:31", "2026-05-02");
  const auto over = explained(account, "2026-06-01 09:00");
  CHECK(clause(over, "no hold is on").value ==
        "long_absence until 1 June 2026 09:00 BST, after the last warning, which no longer counts");
  CHECK(earliest(over) == "2026-06-09");  // told anew by the pass of the day after

  hold(account, "legal", "2026-01-20 09:00", "");
  const auto for_good = explained(account, "2026-02-01 12:00");
  CHECK(clause(for_good, "no hold is on").value ==
        "long_absence until 1 June 2026 09:00 BST and legal until it is released");
  CHECK_FALSE(clause(for_good, "no hold is on").turns.has_value());
  CHECK(earliest(for_good) == "never");
  CHECK_FALSE(for_good.next.has_value());
}

TEST_CASE("an account that no rule is about has no next") {
  AccountView robot = ann();
  robot.facts.kind = "service";
  const auto answer = explained(robot, "2026-02-01 12:00");
  CHECK_FALSE(answer.rules[0].concerns);
  CHECK_FALSE(clause(answer, "kind is user").holds);
  CHECK_FALSE(clause(answer, "kind is not service or break_glass").holds);
  CHECK(clause(answer, "kind is not service or break_glass").value ==
        "kind is service, which is never touched");
  CHECK_FALSE(answer.next.has_value());
  CHECK(explained(ann("purged", "2026-01-05 10:00", "2025-01-01 10:00"), "2026-02-01 12:00").rules.empty());
}

TEST_CASE("E15: an account that cannot be warned is not moved, and says why") {
  AccountView account = ann("inactive", "2026-04-02 06:30", "2026-01-01 10:00");
  account.facts.addresses = {rules::Recipient::account};  // which an inactive user cannot read
  const auto answer = explained(account, "2026-06-01 12:00");
  CHECK(clause(answer, "warned 60").value == "not yet warned, and there is no address to warn");
  CHECK(earliest(answer) == "never");
}

TEST_CASE("an account that the feed lost is not moved, and says since when") {
  AccountView account = ann();
  account.facts.missing_since = at("2026-01-20 06:30");
  const auto answer = explained(account, "2026-02-01 12:00");
  CHECK(clause(answer, "in the accounts feed").value == "missing since 20 January 2026 06:30 GMT");
  CHECK(earliest(answer) == "never");
}

TEST_CASE("E21: never logged in is said as such") {
  AccountView account = ann("active", "2024-05-01 09:00", "2024-05-01 09:00");
  account.last_login_at = {0};
  CHECK(clause(explained(account, "2024-06-01 12:00"), "90 days since").value ==
        "never logged in, created 1 May 2024 09:00 BST");
}

TEST_CASE("E10: a deleted account can be restored for 720 hours, and a caller hears until when") {
  const auto deleted = ann("deleted", "2026-07-02 10:00", "2026-01-01 10:00");
  const auto answer = explained(deleted, "2026-07-03 12:00");
  CHECK(answer.restorable_until == in_london("2026-08-01 10:00"));
  CHECK(earliest(answer) == "2026-08-03");  // day 31 is a Sunday
  CHECK_FALSE(explained(ann(), "2026-02-01 12:00").restorable_until.has_value());
}

TEST_CASE("E3: the story of an account is told sentence by sentence") {
  JournalRow row;
  row.at = at("2026-01-05 06:30");
  row.kind = "arrive";
  row.cause = "accounts";
  row.to_state = "active";
  std::vector<JournalRow> journal{row};
  const auto add = [&](std::string_view when, const std::string& kind, const std::string& cause,
                       const std::string& to) {
    row.at = at(when);
    row.kind = kind;
    row.cause = cause;
    row.from_state = row.to_state;
    row.to_state = to;
    journal.push_back(row);
  };
  row.step = 30;
  row.promised_at = at("2026-04-02 00:00");
  add("2026-03-03 06:30", "warn", "mark-inactive", "active");
  add("2026-04-02 06:30", "move", "mark-inactive", "inactive");
  add("2026-04-09 06:30", "login", "logins", "active");
  add("2026-05-09 06:30", "login", "logins", "active");
  add("2026-05-10 06:30", "vanish", "accounts", "active");
  add("2026-05-11 06:30", "return", "accounts", "active");
  row.actor = "uid 1000 (ops)";
  add("2026-05-12 09:00", "event", "leaver", "leaver");
  add("2026-05-13 09:00", "correct", "wrong import", "leaver");
  const Instant as_of = in_london("2026-06-01 12:00");
  const auto answer = explain(nas(), calm(as_of), ann(), {}, journal, as_of);
  const std::vector<std::string> wanted{
      "5 January 2026: arrived from accounts as active.",
      "3 March 2026: warned 30 days before by mark-inactive, for 2 April 2026.",
      "2 April 2026: became inactive by mark-inactive.",
      "9 April 2026: logged in and became active.",
      "9 May 2026: logged in, so its warnings no longer count.",
      "10 May 2026: missing from accounts.",
      "11 May 2026: found again in accounts.",
      "12 May 2026: leaver: became leaver, by uid 1000 (ops).",
      "13 May 2026: corrected (wrong import): stayed leaver, by uid 1000 (ops).",
  };
  CHECK(answer.story == wanted);
}

TEST_CASE("what was told in this epoch is listed with what became of it, older epochs are not") {
  NoticeView notice{2,
                    "mark-inactive",
                    "soon-inactive",
                    30,
                    "personal_email",
                    "ann@home.example",
                    "handed",
                    in_london("2026-03-03 06:30"),
                    in_london("2026-04-02 00:00"),
                    in_london("2026-03-03 06:31"),
                    ""};
  NoticeView lost = notice;
  lost.recipient = "account";
  lost.address = "ann@nas.example";
  lost.state = "dead";
  lost.detail = "550 no such user";
  NoticeView old = notice;
  old.epoch = 1;
  const Instant as_of = in_london("2026-03-10 12:00");
  const auto answer = explain(nas(), calm(as_of), ann(), {notice, lost, old}, {}, as_of);
  const std::vector<std::string> wanted{
      "30 days before, to personal_email (ann@home.example): handed on 3 March 2026 06:31 GMT, told 2 April "
      "2026.",
      "30 days before, to account (ann@nas.example): could not be delivered, told 2 April 2026 (550 no such "
      "user).",
  };
  CHECK(answer.warnings == wanted);
}

namespace {

std::optional<rules::Treatment> warning_at(const Rulebook& book, const rules::Rule& rule,
                                           const rules::Facts& facts, Instant t) {
  for (const auto& rung : rules::warnings_due(book.policy, rule, t)) {
    for (const auto& [treatment, predicate] : rung.selections) {
      if (rules::selects(predicate, facts)) return treatment;
    }
  }
  return std::nullopt;
}

// Lives through the passes of the calendar as the engine would, every message handed at once.
std::optional<Instant> lived_through(const Rulebook& book, const rules::Rule& rule, rules::Facts facts,
                                     Instant t) {
  const Instant end = t + 400 * schedules::kSecondsPerDay;
  for (t = next_wakeup(book, t - 1); t < end; t = next_wakeup(book, t)) {
    const bool open = schedules::is_open(*book.policy.delete_window, t, book.policy.zone, book.holidays);
    if (open && rules::selects(rules::moves_due(book.policy, rule, t).predicate, facts)) return t;
    const auto warning = warning_at(book, rule, facts, t);
    if (rules::selects(rules::ladders_under_hold(t), facts)) facts.warned_step = facts.handed_at = 0;
    if (!warning) continue;
    facts.warned_rule = rule.name;
    facts.warned_step = warning->step;
    facts.promised_at = book.policy.zone.midnight(warning->date).seconds;
    facts.handed_at = t.seconds;
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("what is foreseen is what a year of passes does") {
  const Rulebook book = nas();
  const auto& rule = *book.policy.rule("delete-inactive");
  for (const std::string asked :
       {"2026-05-01 12:00", "2026-06-25 09:00", "2026-07-20 06:30", "2026-12-22 10:30"}) {
    for (const int step : {0, 60, 14, 1}) {
      for (const std::string until : {"2026-04-03 00:00", "2026-04-25 11:11", "2026-07-15 11:11"}) {
        AccountView account = ann("inactive", "2026-04-02 06:30", "2026-01-01 10:00");
        if (step > 0) told(account, rule.name, step, "2026-04-20 06:31", "2026-07-02");
        hold(account, "under_query", "2026-04-02 09:00", until);
        const Instant as_of = in_london(asked);
        const auto foreseen = look_ahead(book, rule, account.facts, as_of).acts_at;
        CHECK(foreseen == lived_through(book, rule, account.facts, as_of));
      }
    }
  }
}

TEST_CASE("the clauses of a rule hold together exactly when a pass would move the account") {
  const Rulebook book = nas();
  const auto& rule = *book.policy.rule("delete-inactive");
  AccountView account = ann("inactive", "2026-04-02 06:30", "2026-01-01 10:00");
  told(account, rule.name, 1, "2026-07-01 06:31", "2026-07-02");
  int moved = 0;
  for (Instant t = in_london("2026-06-29 00:00"); t < in_london("2026-07-09 00:00"); t = t + 1800) {
    const auto answer = explain(book, calm(t), account, {}, {}, t);
    const bool all = std::ranges::all_of(answer.rules.at(0).clauses, &Clause::holds);
    const bool open = schedules::is_open(*book.policy.delete_window, t, book.policy.zone, book.holidays);
    const bool moves =
        open && rules::selects(rules::moves_due(book.policy, rule, t).predicate, account.facts);
    moved += moves;
    CHECK(all == moves);
  }
  CHECK(moved == 12 * 4);  // 2, 6, 7 and 8 July, six hours each
}

}  // namespace lapse::engine::tests
