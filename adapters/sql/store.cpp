#include "adapters/sql/store.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "adapters/sql/account_rows.h"
#include "adapters/sql/alert_table.h"
#include "adapters/sql/any_of_each.h"
#include "adapters/sql/candidates.h"
#include "adapters/sql/claim_table.h"
#include "adapters/sql/comeback_table.h"
#include "adapters/sql/deed_rows.h"
#include "adapters/sql/desk.h"
#include "adapters/sql/effect_table.h"
#include "adapters/sql/feed_table.h"
#include "adapters/sql/fence.h"
#include "adapters/sql/inspect.h"
#include "adapters/sql/journal_table.h"
#include "adapters/sql/mailbox_risks.h"
#include "adapters/sql/notice_table.h"
#include "adapters/sql/plan_table.h"
#include "adapters/sql/purge_table.h"
#include "adapters/sql/recipients.h"
#include "adapters/sql/run_rows.h"
#include "adapters/sql/saved_plan_table.h"
#include "adapters/sql/staging.h"
#include "adapters/sql/transaction.h"
#include "adapters/sql/undo_table.h"

namespace lapse::adapters::sql {
namespace {

using Text = std::string;

const Binds& engine_name() {
  static const Binds kName{{"name", std::string(kEngineName)}};
  return kName;
}

}  // namespace

std::optional<engine::Lease> SqlStore::acquire(const std::string& holder, schedules::Instant now, int seconds,
                                               const std::string& dead_holder) {
  const schedules::Instant until = now + seconds;
  const Binds binds =
      engine_name() +
      Binds{{"holder", holder}, {"until", until.seconds}, {"now", now.seconds}, {"dead", dead_holder}};
  const std::int64_t granted = database_.execute(
      "UPDATE lease SET holder = :holder, fence = fence + 1, until_at = :until"
      " WHERE name = :name AND (holder = '' OR until_at <= :now OR holder = :dead)",
      binds);
  if (granted != 1) return std::nullopt;
  return lease();
}

void SqlStore::release(const engine::Lease& lease) {
  database_.execute("UPDATE lease SET holder = '', until_at = 0 WHERE name = :name AND fence = :fence",
                    engine_name() + Binds{{"fence", lease.fence}});
}

void SqlStore::reconnect() {
  for (int waited = 0;; ++waited) {
    try {
      database_.reconnect();
      return;
    } catch (const engine::StoreError& error) {
      if (error.kind() == engine::StoreError::Kind::failed || waited >= engine::kReconnectSeconds) throw;
    }
    std::this_thread::sleep_for(std::chrono::seconds(1));
  }
}

engine::Lease SqlStore::lease() const {
  engine::Lease lease;
  database_.each<Text, Number, Number>(
      "SELECT holder, fence, until_at FROM lease WHERE name = :name", engine_name(),
      [&](const Text& holder, Number fence, Number until) { lease = {holder, fence, {until}}; });
  return lease;
}

std::vector<engine::AccountView> SqlStore::accounts(const std::string& id_or_email) const {
  return find_accounts(database_, id_or_email);
}

std::unique_ptr<engine::Desk> SqlStore::desk() {
  return std::make_unique<SqlDesk>(database_);
}

std::vector<engine::Candidates> SqlStore::candidates_of_all(const std::vector<engine::Deed>& deeds,
                                                            const rules::Event& event,
                                                            const rules::Policy& policy) const {
  return find_all_candidates(database_, deeds, event, policy);
}

std::map<std::string, std::vector<std::string>> SqlStore::accounts_meant(
    const std::vector<std::string>& ids_or_emails) const {
  return sql::accounts_meant(database_, ids_or_emails);
}

engine::Candidates SqlStore::candidates(const engine::Deed& deed, const rules::Event& event,
                                        const rules::Policy& policy) const {
  return find_candidates(database_, deed, event, policy);
}

std::unique_ptr<engine::Shelf> SqlStore::shelf() {
  return std::make_unique<SqlShelf>(database_);
}

std::unique_ptr<engine::Transaction> SqlStore::begin(const engine::Lease& lease, schedules::Instant wall) {
  return std::make_unique<SqlTransaction>(database_, lease, wall, SqlTransaction::Beside::nobody, key_,
                                          record_.get());
}

std::unique_ptr<engine::Transaction> SqlStore::begin_beside(const engine::Lease& lease,
                                                            schedules::Instant wall) {
  return std::make_unique<SqlTransaction>(database_, lease, wall, SqlTransaction::Beside::others, key_,
                                          record_.get());
}

std::vector<bool> SqlStore::any_of_each(const std::vector<rules::Predicate>& predicates) const {
  std::vector<bool> answers(predicates.size());
  if (predicates.empty()) return answers;
  const auto asked = sql::any_of_each(predicates);
  database_.each<Number, Number>(asked.sql, asked.binds, [&answers](Number place, Number found) {
    answers.at(static_cast<std::size_t>(place)) = found == 1;
  });
  return answers;
}

std::int64_t SqlStore::count(const rules::Predicate& predicate) const {
  const auto condition = rules::compile(predicate);
  return database_.number("SELECT COUNT(*) FROM account a WHERE " + condition.sql, condition.binds);
}

void SqlStore::read(const engine::Work& work, const rules::Policy& policy,
                    const engine::Visit<engine::PlanRow>& visit) const {
  PlanTable(database_).select(work, policy, visit);
}

engine::EngineState SqlStore::engine_state() const {
  engine::EngineState state;
  database_.each<Number, Number, Number>(
      "SELECT last_as_of, simulated, population FROM engine WHERE name = :name", engine_name(),
      [&](Number as_of, Number simulated, Number population) {
        state = {{as_of}, simulated != 0, population};
      });
  return state;
}

std::vector<engine::Gap> SqlStore::gaps() const {
  std::vector<engine::Gap> gaps;
  database_.each<Number, Number, Number, Text, Text>(
      "SELECT from_at, to_at, acknowledged_at, actor, reason FROM gap ORDER BY from_at", {},
      [&](Number from, Number to, Number acknowledged, const Text& actor, const Text& reason) {
        gaps.push_back({{from}, {to}, {acknowledged}, actor, reason});
      });
  return gaps;
}

std::optional<schedules::Instant> SqlStore::server_time() const {
  const std::string asked(database_.dialect().server_time);
  if (asked.empty()) return std::nullopt;
  return schedules::Instant{database_.number(asked)};
}

std::optional<engine::Edition> SqlStore::edition(const std::string& hash) const {
  const auto found = editions_where("hash = :hash", {{"hash", hash}});
  if (found.empty()) return std::nullopt;
  return found.front();
}

std::vector<engine::Edition> SqlStore::editions(const std::string& policy) const {
  return editions_where("policy = :policy", {{"policy", policy}});
}

std::vector<engine::Edition> SqlStore::editions_where(const std::string& where, const Binds& binds) const {
  std::vector<engine::Edition> editions;
  database_.each<Text, Text, Number, Text, Number>(
      "SELECT hash, policy, edition, body, adopted_at FROM policy_edition WHERE " + where +
          " ORDER BY edition",
      binds, [&](const Text& hash, const Text& policy, Number number, const Text& body, Number at) {
        editions.push_back({hash, policy, static_cast<int>(number), body, {at}});
      });
  return editions;
}

std::vector<engine::Run> SqlStore::runs(int most) const {
  return read_runs(database_, "ORDER BY id DESC LIMIT :most", {{"most", std::int64_t{most}}});
}

std::optional<engine::Run> SqlStore::run(std::int64_t id) const {
  const auto found = read_runs(database_, "WHERE id = :id", {{"id", id}});
  return found.empty() ? std::nullopt : std::optional(found.front());
}

std::optional<engine::RunUndo> SqlStore::undone_by(std::int64_t run) const {
  return UndoTable(database_).undone_by(run);
}

void SqlStore::read_undo(const engine::Run& run, const rules::Policy& policy,
                         const engine::Visit<engine::UndoRow>& visit) const {
  UndoTable(database_).read(run, policy, visit);
}

std::vector<engine::PlanSpan> SqlStore::plan_of(const engine::Run& run) const {
  return PlanTable(database_).spans(run.id);
}

std::vector<engine::Chunk> SqlStore::done_of(const engine::Run& run) const {
  return ClaimTable(database_).done(run.id);
}

std::vector<engine::Claim> SqlStore::claims_of(const engine::Run& run) const {
  return ClaimTable(database_).all(run.id);
}

std::optional<engine::SavedPlan> SqlStore::saved_plan(std::int64_t number) const {
  return SavedPlanTable(database_).find(number);
}

std::vector<engine::SavedPlan> SqlStore::waiting_plans(schedules::Instant saved_after) const {
  return SavedPlanTable(database_).waiting(saved_after);
}

std::vector<engine::PlanSpan> SqlStore::saved_spans(const engine::SavedPlan& saved) const {
  return PlanTable(database_).spans(engine::rows_of_plan(saved.number));
}

void SqlStore::read_saved(const engine::SavedPlan& saved, const engine::Visit<engine::PlanRow>& visit) const {
  engine::Run rows;
  rows.id = engine::rows_of_plan(saved.number);
  PlanTable(database_).read(rows, visit);
}

void SqlStore::read_again(const engine::Work& work, const rules::Policy& policy,
                          const engine::SavedRows& saved, const engine::Visit<engine::PlanRow>& visit) const {
  PlanTable(database_).select_again(work, policy, saved, visit);
}

std::vector<engine::Approval> SqlStore::approvals_of(const engine::SavedPlan& saved) const {
  return SavedPlanTable(database_).approvals_of(saved.number);
}

std::vector<engine::Alert> SqlStore::alerts_of(schedules::Day day) const {
  return AlertTable(database_).of(day);
}

std::vector<engine::Feed> SqlStore::feeds() const {
  return FeedTable(database_).all();
}

std::vector<engine::PastImport> SqlStore::past_imports(const std::string& source, int most) const {
  return FeedTable(database_).past(source, most);
}

std::int64_t SqlStore::moved_since(const std::string& to_state, schedules::Instant after) const {
  return database_.number(
      "SELECT (SELECT COALESCE(SUM(c.moved), 0) FROM chunk c WHERE c.to_state = :state AND c.at > :after) +"
      " (SELECT COUNT(*) FROM deed d CROSS JOIN journal j WHERE d.seq >= :first AND j.seq = d.seq"
      " AND j.account = d.account AND j.kind = 'event' AND j.to_state = :state AND j.from_state <> :state"
      " AND j.at > :after)",
      {{"state", to_state}, {"after", after.seconds}, {"first", seq_before(after)}});
}

std::map<std::string, std::int64_t> SqlStore::moved_by_organisation(const std::string& to_state,
                                                                    schedules::Instant after) const {
  std::map<std::string, std::int64_t> moved;
  // Each account by its key: a join would be guessed to be of many, and read them all.
  database_.each<Text, Number>(
      "SELECT t.organisation, COUNT(*) FROM (SELECT (SELECT a.organisation FROM account a WHERE a.id = "
      "j.account) AS organisation FROM journal j WHERE j.seq >= :first AND j.at > :after"
      " AND j.kind IN ('move', 'event') AND j.to_state = :state AND j.from_state <> :state) t"
      " GROUP BY t.organisation",
      {{"first", seq_before(after)}, {"after", after.seconds}, {"state", to_state}},
      [&moved](const Text& organisation, Number accounts) { moved[organisation] = accounts; });
  return moved;
}

// What happened later has at least this journal number: those before are of the last run until then, or
// older.
std::int64_t SqlStore::seq_before(schedules::Instant after) const {
  return database_.number("SELECT COALESCE(MAX(first_seq + planned), 0) FROM run WHERE as_of <= :after",
                          {{"after", after.seconds}});
}

std::int64_t SqlStore::notices_since(schedules::Instant after) const {
  return database_.number("SELECT COALESCE(SUM(notices), 0) FROM chunk WHERE at > :after",
                          {{"after", after.seconds}});
}

std::int64_t SqlStore::population_of(const std::string& organisation) const {
  return database_.number(
      "SELECT COUNT(*) FROM account WHERE organisation = :organisation AND missing_since = 0",
      {{"organisation", organisation}});
}

std::vector<engine::StateCount> SqlStore::state_counts() const {
  std::vector<engine::StateCount> counts;
  database_.each<Text, Text, Number>(
      "SELECT state, organisation_type, COUNT(*) FROM account GROUP BY state, organisation_type ORDER BY 1, "
      "2",
      {}, [&](const Text& state, const Text& type, Number accounts) {
        counts.push_back({state, type, accounts});
      });
  return counts;
}

std::vector<engine::FalseDeletions> SqlStore::false_deletions(const rules::Policy& policy,
                                                              schedules::Instant since) const {
  return ComebackTable(database_).figures(policy, since);
}

std::vector<std::string> SqlStore::purged_of(const std::vector<std::string>& accounts) const {
  std::vector<std::string> purged;
  const auto asked = list_sql(accounts, "id");
  database_.each<Text>("SELECT t.account FROM tombstone t WHERE t.account IN " + asked.list, asked.binds,
                       [&purged](const Text& account) { purged.push_back(account); });
  return purged;
}

std::string SqlStore::record_head() const {
  return PurgeTable(database_).head();
}

void SqlStore::read_tombstones(const engine::Visit<engine::Tombstone>& visit) const {
  PurgeTable(database_).read_tombstones(visit);
}

void SqlStore::read_living(const rules::Policy& policy, const engine::Visit<std::string>& account) const {
  PurgeTable(database_).read_living(policy, account);
}

void SqlStore::read_mailbox_risks(const rules::Policy& policy,
                                  const engine::Visit<engine::MailboxRisk>& visit) const {
  sql::read_mailbox_risks(database_, policy, visit);
}

engine::Queue SqlStore::queue() const {
  return NoticeTable(database_).queue();
}

engine::Queue SqlStore::effect_queue() const {
  return EffectTable(database_).queue();
}

std::optional<schedules::Instant> SqlStore::next_notice() const {
  std::int64_t next = 0;
  for (const std::int64_t one : {NoticeTable(database_).next_try_at(), EffectTable(database_).next_try_at(),
                                 AlertTable(database_).next_try_at()}) {
    if (one != 0 && (next == 0 || one < next)) next = one;
  }
  if (next == 0) return std::nullopt;
  return schedules::Instant{next};
}

engine::Inspection SqlStore::inspect() const {
  return sql::inspect(database_);
}

std::vector<engine::NoticeView> SqlStore::notices_of(const std::string& account) const {
  return NoticeTable(database_).of(account);
}

std::vector<engine::EffectView> SqlStore::effects_of(const std::string& account) const {
  return EffectTable(database_).of(account);
}

std::vector<engine::DeedView> SqlStore::deeds_of(const std::string& account) const {
  return sql::read_deeds(database_, account);
}

std::vector<engine::JournalRow> SqlStore::journal_of(const std::string& account) const {
  std::vector<engine::JournalRow> rows;
  JournalTable(database_).each_of(account, [&rows](const engine::JournalRow& row) { rows.push_back(row); });
  return rows;
}

std::unique_ptr<engine::Staging> SqlStore::stage(const engine::Lease& lease, engine::FeedKind feed,
                                                 engine::Intake& rejects) {
  return std::make_unique<StagingTables>(database_, lease, feed, rejects);
}

}  // namespace lapse::adapters::sql
