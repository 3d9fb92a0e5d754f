#include "engine/forecast.h"

#include <doctest/doctest.h>

#include <stdexcept>

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

// A store of accounts in memory that can be asked and nothing else.
class Counted : public Store {
 public:
  std::vector<rules::Facts> crowd;
  Queue outbox;
  Queue gone;  // effects
  std::vector<Feed> sources;

  std::int64_t count(const rules::Predicate& predicate) const override {
    std::int64_t found = 0;
    for (const auto& facts : crowd) found += rules::selects(predicate, facts);
    return found;
  }
  Queue queue() const override { return outbox; }
  std::vector<Feed> feeds() const override { return sources; }

  std::optional<Lease> acquire(const std::string&, Instant, int, const std::string&) override {
    return refuse<Lease>();
  }
  void release(const Lease&) override { refuse<int>(); }
  void reconnect() override {}
  Lease lease() const override { return refuse<Lease>(); }
  std::unique_ptr<Desk> desk() override { return refuse<std::unique_ptr<Desk>>(); }
  std::vector<Candidates> candidates_of_all(const std::vector<Deed>&, const rules::Event&,
                                            const rules::Policy&) const override {
    return refuse<std::vector<Candidates>>();
  }
  std::map<std::string, std::vector<std::string>> accounts_meant(
      const std::vector<std::string>&) const override {
    return refuse<std::map<std::string, std::vector<std::string>>>();
  }
  Candidates candidates(const Deed&, const rules::Event&, const rules::Policy&) const override {
    return refuse<Candidates>();
  }
  std::unique_ptr<Transaction> begin(const Lease&, Instant) override {
    return refuse<std::unique_ptr<Transaction>>();
  }
  std::vector<bool> any_of_each(const std::vector<rules::Predicate>&) const override {
    return refuse<std::vector<bool>>();
  }
  void read(const Work&, const rules::Policy&, const Visit<PlanRow>&) const override { refuse<int>(); }
  EngineState engine_state() const override { return refuse<EngineState>(); }
  std::vector<PastImport> past_imports(const std::string&, int) const override {
    return refuse<std::vector<PastImport>>();
  }
  std::optional<Instant> server_time() const override { return refuse<Instant>(); }
  std::vector<Gap> gaps() const override { return refuse<std::vector<Gap>>(); }
  std::optional<Edition> edition(const std::string&) const override { return refuse<Edition>(); }
  std::vector<Edition> editions(const std::string&) const override { return refuse<std::vector<Edition>>(); }
  std::vector<Run> runs(int) const override { return refuse<std::vector<Run>>(); }
  std::optional<Run> run(std::int64_t) const override { return refuse<Run>(); }
  std::optional<RunUndo> undone_by(std::int64_t) const override { return refuse<RunUndo>(); }
  void read_undo(const Run&, const rules::Policy&, const Visit<UndoRow>&) const override { refuse<int>(); }
  void read_deeds(const Visit<DeedRow>&) const override { refuse<int>(); }
  std::string record_head() const override { return refuse<std::string>(); }
  void read_tombstones(const Visit<Tombstone>&) const override { refuse<int>(); }
  void read_living(const rules::Policy&, const Visit<std::string>&) const override { refuse<int>(); }
  std::vector<std::string> purged_of(const std::vector<std::string>&) const override {
    return refuse<std::vector<std::string>>();
  }
  void read_mailbox_risks(const rules::Policy&, const Visit<MailboxRisk>&) const override {}
  std::vector<FalseDeletions> false_deletions(const rules::Policy&, Instant) const override { return {}; }
  std::vector<PlanSpan> plan_of(const Run&) const override { return refuse<std::vector<PlanSpan>>(); }
  std::vector<Chunk> done_of(const Run&) const override { return refuse<std::vector<Chunk>>(); }
  std::vector<Claim> claims_of(const Run&) const override { return refuse<std::vector<Claim>>(); }
  std::unique_ptr<Transaction> begin_beside(const Lease&, Instant) override {
    return refuse<std::unique_ptr<Transaction>>();
  }
  std::int64_t chunk_rows() const override { return refuse<int>(); }
  std::unique_ptr<Shelf> shelf() override { return refuse<std::unique_ptr<Shelf>>(); }
  std::optional<SavedPlan> saved_plan(std::int64_t) const override { return refuse<SavedPlan>(); }
  std::vector<SavedPlan> waiting_plans(Instant) const override { return refuse<std::vector<SavedPlan>>(); }
  void read_saved(const SavedPlan&, const Visit<PlanRow>&) const override { refuse<int>(); }
  void read_again(const Work&, const rules::Policy&, const SavedRows&, const Visit<PlanRow>&) const override {
    refuse<int>();
  }
  std::vector<PlanSpan> saved_spans(const SavedPlan&) const override {
    return refuse<std::vector<PlanSpan>>();
  }
  std::vector<Approval> approvals_of(const SavedPlan&) const override {
    return refuse<std::vector<Approval>>();
  }
  std::vector<Alert> alerts_of(schedules::Day) const override { return refuse<std::vector<Alert>>(); }
  std::int64_t moved_since(const std::string&, Instant) const override { return refuse<int>(); }
  std::map<std::string, std::int64_t> moved_by_organisation(const std::string&, Instant) const override {
    return refuse<std::map<std::string, std::int64_t>>();
  }
  std::int64_t notices_since(Instant) const override { return refuse<int>(); }
  std::int64_t population_of(const std::string&) const override { return refuse<int>(); }
  std::vector<StateCount> state_counts() const override { return refuse<std::vector<StateCount>>(); }
  std::optional<Instant> next_notice() const override { return refuse<Instant>(); }
  Queue effect_queue() const override { return gone; }
  Inspection inspect() const override { return refuse<Inspection>(); }
  std::vector<AccountView> accounts(const std::string&) const override {
    return refuse<std::vector<AccountView>>();
  }
  std::vector<NoticeView> notices_of(const std::string&) const override {
    return refuse<std::vector<NoticeView>>();
  }
  std::vector<EffectView> effects_of(const std::string&) const override {
    return refuse<std::vector<EffectView>>();
  }
  std::vector<DeedView> deeds_of(const std::string&) const override {
    return refuse<std::vector<DeedView>>();
  }
  std::vector<JournalRow> journal_of(const std::string&) const override {
    return refuse<std::vector<JournalRow>>();
  }
  std::unique_ptr<Staging> stage(const Lease&, FeedKind, Intake&) override {
    return refuse<std::unique_ptr<Staging>>();
  }
  void read_journal(const Visit<JournalRow>&, const Visit<Block>&) const override { refuse<int>(); }
  void read_unfolded(const Visit<std::string>&) const override { refuse<int>(); }

 private:
  template <class Value>
  static Value refuse() {
    throw std::logic_error("a forecast only counts");
  }
};

rules::Facts quiet_since(const std::string& last_used) {
  rules::Facts facts;
  facts.state = "active";
  facts.kind = "user";
  facts.idle_since = in_london(last_used).seconds;
  facts.state_since = in_london("2024-05-01 09:00").seconds;
  facts.addresses = {rules::Recipient::personal_email};
  return facts;
}

rules::Facts in_state(const std::string& state, const std::string& since) {
  rules::Facts facts = quiet_since("2026-01-01 10:00");
  facts.state = state;
  facts.state_since = in_london(since).seconds;
  return facts;
}

rules::Facts told(rules::Facts facts, const std::string& rule, int step, const std::string& date) {
  facts.warned_rule = rule;
  facts.warned_step = step;
  facts.promised_at = in_london(date + " 00:00").seconds;
  facts.handed_at = facts.promised_at - step * schedules::kSecondsPerDay;
  return facts;
}

// "2026-04-02: 1, 2026-04-03: 2"
std::string foreseen(const Counted& store, const std::string& rule, const std::string& as_of, int days = 30) {
  const Forecast result = forecast(nas(), store, in_london(as_of), days);
  std::string text;
  for (int i = 0; i < days; ++i) {
    const auto count = result.by_rule.at(rule).at(static_cast<std::size_t>(i));
    if (count == 0) continue;
    text += (text.empty() ? "" : ", ") + to_string(result.first + i) + ": " + std::to_string(count);
  }
  return text;
}

}  // namespace

TEST_CASE("a forecast counts the accounts whose day falls on each of the days ahead") {
  Counted store;
  store.crowd = {quiet_since("2026-01-01 10:00"), quiet_since("2026-01-02 10:00"),
                 quiet_since("2026-01-02 23:00"), quiet_since("2026-03-01 10:00")};
  CHECK(foreseen(store, "mark-inactive", "2026-03-10 12:00") == "2026-04-02: 1, 2026-04-03: 2");
  const Forecast result = forecast(nas(), store, in_london("2026-03-10 12:00"), 30);
  CHECK(result.first == day("2026-03-11"));
  CHECK(result.days == 30);
  CHECK(result.by_rule.size() == 4);
}

TEST_CASE("an account that is overdue and was told nothing counts when its notice would be over") {
  Counted store;
  store.crowd = {quiet_since("2025-01-01 10:00"), quiet_since("2025-12-20 10:00")};
  // Asked at noon: the next pass is tomorrow's, and the notice is 7 days.
  CHECK(foreseen(store, "mark-inactive", "2026-03-15 12:00") == "2026-03-23: 2");
  CHECK(foreseen(store, "mark-inactive", "2026-03-15 05:00") == "2026-03-22: 2");
}

TEST_CASE("an account in the middle of its ladder counts on the day it was told") {
  Counted store;
  store.crowd = {told(quiet_since("2026-01-01 10:00"), "mark-inactive", 7, "2026-04-02")};
  CHECK(foreseen(store, "mark-inactive", "2026-03-30 12:00") == "2026-04-02: 1");
}

TEST_CASE("what a pass of today moves is not foreseen for tomorrow") {
  Counted store;
  store.crowd = {told(quiet_since("2026-01-01 10:00"), "mark-inactive", 1, "2026-04-02")};
  CHECK(foreseen(store, "mark-inactive", "2026-04-02 05:00").empty());
  CHECK(foreseen(store, "mark-inactive", "2026-04-02 12:00") == "2026-04-03: 1");
}

TEST_CASE("E23: deletions are foreseen on days on which the window opens") {
  Counted store;
  for (const char* date : {"2026-07-10", "2026-07-11", "2026-07-13"}) {  // Friday, Saturday, Monday
    store.crowd.push_back(told(in_state("leaver", "2026-06-01 10:00"), "delete-leaver", 7, date));
  }
  CHECK(foreseen(store, "delete-leaver", "2026-07-06 12:00") == "2026-07-13: 3");
  CHECK(foreseen(store, "delete-leaver", "2026-07-06 12:00", 5).empty());
}

TEST_CASE("E23: what is due on a Friday evening is foreseen for Monday") {
  Counted store;
  store.crowd = {told(in_state("leaver", "2026-06-01 10:00"), "delete-leaver", 1, "2026-07-10")};
  CHECK(foreseen(store, "delete-leaver", "2026-07-10 18:00") == "2026-07-13: 1");
}

TEST_CASE("E15: an account without an address is foreseen by nobody, and somebody is told") {
  Counted store;
  store.crowd = {quiet_since("2026-01-01 10:00"), quiet_since("2026-01-01 11:00")};
  store.crowd[0].addresses.clear();
  CHECK(foreseen(store, "mark-inactive", "2026-03-10 12:00") == "2026-04-02: 1");
  Plan plan;
  plan.as_of = in_london("2026-03-10 12:00");
  CHECK(attention(nas(), store, plan) ==
        std::vector<std::string>{"1 account due for mark-inactive has no address to warn: it stays active"});
}

TEST_CASE("a good day needs no attention") {
  Plan plan;
  plan.as_of = in_london("2026-03-10 12:00");
  plan.obstacles = {{"window", "the delete window opens on Wednesday 11 March 2026, 10:00 GMT"}};
  CHECK(attention(nas(), Counted{}, plan).empty());
}

TEST_CASE("E26: what a person should look at comes in the order of its urgency, with the numbers") {
  Counted store;
  store.outbox.dead = 2;
  store.outbox.ambiguous = 1;
  Feed& partly = store.sources.emplace_back();
  partly.source = "hr";
  partly.rows = 2000;
  partly.rejected = 12;
  store.sources.emplace_back().source = "logins";
  for (int i = 0; i < 3; ++i) {
    store.crowd.push_back(in_state("inactive", "2026-01-02 10:00"));
    store.crowd.back().addresses.clear();
  }
  Plan plan;
  plan.as_of = in_london("2026-07-20 12:00");
  plan.obstacles = {{"feed", "the feed of logins has never been imported"}, {"window", "it opens on Monday"}};
  const auto move = rules::Treatment::Kind::move;
  plan.stops = {{move, "delete-inactive", "", "deleted per run: 1000 planned, 10 allowed", 1000, 10},
                {move, "delete-leaver", "FX1", "deleted per organisation: 3 planned, 2 allowed", 3, 2},
                {move, "delete-leaver", "FX2", "deleted per organisation: 9 planned, 2 allowed", 9, 2}};
  const std::vector<std::string> wanted{
      "a guard stops delete-inactive: deleted per run: 1000 planned, 10 allowed; to let it pass: lapse plan "
      "--save "
      "--rule delete-inactive; then 2 other people: lapse approve PLAN --reason REASON; then: lapse apply "
      "PLAN",
      "a guard stops delete-leaver in 2 organisations: worst in FX2, deleted per organisation: 9 planned, 2 "
      "allowed",
      "destructive steps wait: the feed of logins has never been imported",
      "2 notices could not be delivered and were given up; nobody read them",
      "1 notice was sent without an answer and may arrive twice",
      "3 accounts due for delete-inactive have no address to warn: they stay inactive",
      "the last import of hr rejected 12 of 2,012 rows",
  };
  CHECK(attention(nas(), store, plan) == wanted);
}

}  // namespace lapse::engine::tests
