// Sign-ins: idle_since only ever rises (INV19), a login brings back who a login can bring back (E3), and ends
// a ladder.
#include <algorithm>

#include "adapters/sql/ladders.h"
#include "adapters/sql/merge.h"
#include "adapters/sql/notice_table.h"
#include "adapters/sql/recipients.h"
#include "adapters/sql/spelling.h"

namespace lapse::adapters::sql {
namespace {

constexpr std::int64_t kQuietSeconds = 14 * schedules::kSecondsPerDay;

// A sign-in raises a floor that is so far behind: whoever goes on signing in is met by no night that looks
// for those who have not for two months, and changes the index once in a while. A night of shorter periods
// raises more itself.
constexpr std::int64_t kFloorLagSeconds = 45 * schedules::kSecondsPerDay;

// Every account with a sign-in later than the latest we know, for which that changes more than the date.
constexpr std::string_view kNewer =
    "FROM staged_newer n CROSS JOIN account a WHERE a.id = n.id AND n.asks = 1";

constexpr std::string_view kLatest = "(SELECT n.at FROM staged_newer n WHERE n.id = account.id)";

// One row (id, at) for each account. A clock that runs ahead elsewhere must not reach into our future.
std::string latest_sign_ins(const std::string& staged) {
  return "(SELECT l.id AS id, MAX(CASE WHEN l.last_login_at > :as_of THEN :as_of ELSE l.last_login_at END)"
         " AS at FROM " +
         staged + " l WHERE l.last_login_at > 0 GROUP BY l.id)";
}

}  // namespace

void Merge::merge_activity(const std::string& staged) {
  find_newer(staged);
  quiet_times();
  const auto* login = policy_.event("login");
  if (login != nullptr && database_.number("SELECT COUNT(*) FROM staged_newer n WHERE n.asks = 1") > 0) {
    ghosts(*login);
    logins_that_move(*login);
    logins_that_end_ladders(*login);
  }
  raise_idle_since(staged);
}

// Once, for all that is asked of them after; of most sign-ins only the date is kept, and nothing asked.
void Merge::find_newer(const std::string& staged) {
  const auto* login = policy_.event("login");
  const bool stays = login != nullptr && std::ranges::find(login->from, login->to) != login->from.end();
  database_.execute("DELETE FROM staged_newer");
  refresh_statistics(staged);
  const std::string usual = "a.state = :usual AND a.warned_step = 0 AND a.promised_at = 0";
  database_.execute(std::string(database_.dialect().insert_many) +
                        "staged_newer (id, at, idle_since, asks) SELECT n.id, n.at, a.idle_since,"
                        " CASE WHEN " +
                        usual + " THEN 0 ELSE 1 END FROM " + latest_sign_ins(staged) +
                        " n CROSS JOIN account a WHERE a.id = n.id AND n.at > a.idle_since"
                        " AND (n.at >= a.idle_since + :quiet OR NOT (" +
                        usual + ")) ORDER BY n.id",
                    {{"usual", stays ? login->to : std::string()},
                     {"as_of", terms_.as_of.seconds},
                     {"quiet", kQuietSeconds}});
  refresh_statistics("staged_newer");
}

void Merge::refresh_statistics(const std::string& table) {
  const auto refresh = database_.dialect().refresh_statistics;
  if (!refresh.empty()) database_.execute(filled(refresh, {{"table", table}}));
}

void Merge::quiet_times() {
  database_.execute(std::string(database_.dialect().insert_once_before) +
                        "activity_gap (account, from_at, to_at) SELECT n.id, n.idle_since, n.at"
                        " FROM staged_newer n WHERE n.at - n.idle_since >= :quiet" +
                        std::string(database_.dialect().insert_once_after),
                    {{"quiet", kQuietSeconds}});
}

// Reported, never acted on: a login does not save a leaver (E7), nor anybody deleted. The team is told once,
// until the account changes.
void Merge::ghosts(const rules::Event& login) {
  const auto saved = list_sql(login.from, "saved");
  const std::string ghosts =
      std::string(kNewer) + " AND n.at > a.state_since AND a.state NOT IN " + saved.list;
  result_.ghosts = database_.number("SELECT COUNT(*) " + ghosts, saved.binds);
  if (result_.ghosts == 0) return;
  const std::string word(kGhostLogin);
  JournalRows rows;
  rows.kind = "ghost";
  rows.cause = terms_.source;
  rows.from_where = ghosts +
                    " AND NOT EXISTS (SELECT 1 FROM notice o WHERE o.account = a.id AND o.epoch = a.epoch"
                    " AND o.rule = :ghost)";
  const SeqRange written = journal(rows, saved.binds + Binds{{"ghost", word}});
  NoticeTable::Order order;
  order.rule = word;
  order.as_of = terms_.as_of.seconds;
  const engine::Announcement told{word, {rules::Recipient::team}, std::nullopt};
  NoticeTable(database_).write(order, std::vector{told}, policy_, written);
}

void Merge::logins_that_move(const rules::Event& login) {
  for (const auto& from : login.from) {
    if (from == login.to) continue;
    JournalRows rows;
    rows.kind = "event";
    rows.cause = login.name;
    rows.to_state = ":to_state";
    // A sign-in that we learn of late may be older than the mark it undoes.
    rows.state_since = "CASE WHEN n.at > a.state_since THEN n.at ELSE a.state_since END";
    rows.epoch = "a.epoch + 1";
    rows.promised_at = "0";
    rows.from_where = std::string(kNewer) + " AND a.state = :from_state";
    const SeqRange written = journal(rows, {{"from_state", from}, {"to_state", login.to}});
    if (written.count() == 0) continue;
    follow_event(login, from, written);
    result_.events += written.count();
    restart_ladders(database_, written, Promise::forgotten);
    const std::string latest(kLatest);
    JournalTable(database_).update_accounts(written,
                                            "state = :to_state, state_since = CASE WHEN " + latest +
                                                " > state_since THEN " + latest + " ELSE state_since END",
                                            {{"to_state", login.to}});
  }
}

void Merge::logins_that_end_ladders(const rules::Event& login) {
  const auto saved = list_sql(login.from, "saved");
  JournalRows rows;
  rows.kind = "login";
  rows.cause = terms_.source;
  rows.epoch = "a.epoch + 1";
  rows.promised_at = "0";
  rows.from_where =
      std::string(kNewer) + " AND a.state IN " + saved.list + " AND (a.warned_step > 0 OR a.promised_at > 0)";
  const SeqRange written = journal(rows, saved.binds);
  result_.ladders_ended += written.count();
  restart_ladders(database_, written, Promise::forgotten);
}

// A row that could not be read is still one, of somebody who signed in or changed: he is left alone until the
// accounts feed has him again.
void Merge::unreadable() {
  const auto lost = list_sql(destructive_states(policy_), "lost");
  JournalRows rows;
  rows.kind = "vanish";
  rows.cause = terms_.source;
  rows.from_where = "FROM account a WHERE a.missing_since = 0 AND a.state NOT IN " + lost.list +
                    " AND a.id IN (SELECT s.id FROM staged_seen s)";
  result_.vanished = set_missing(journal(rows, lost.binds), terms_.as_of.seconds);
}

void Merge::raise_idle_since(const std::string& staged) {
  const auto gone = list_sql(final_states(policy_), "final");
  const UpdateFrom update{
      .table = "account",
      .source = latest_sign_ins(staged),
      .assignments = {{"idle_floor",
                       "CASE WHEN account.idle_floor < :behind THEN s.at ELSE account.idle_floor END"},
                      {"idle_since", "s.at"},
                      {"last_login_at", "s.at"},
                      {"version", "account.version + 1"}},
      .where = "s.at > account.idle_since AND account.state NOT IN " + gone.list};
  result_.used += database_.execute(spell(database_.dialect(), update),
                                    gone.binds + Binds{{"as_of", terms_.as_of.seconds},
                                                       {"behind", terms_.as_of.seconds - kFloorLagSeconds}});
}

}  // namespace lapse::adapters::sql
