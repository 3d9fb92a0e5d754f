#include "adapters/sql/notice_table.h"

#include "adapters/sql/recipients.h"
#include "adapters/sql/spelling.h"
#include "rules/compile.h"

namespace lapse::adapters::sql {
namespace {

// A notice's number is made of its journal row's and its place among the notices of that row.
constexpr std::int64_t kNoticesOfARow = 256 * kOwnersOfASite;

constexpr std::string_view kColumns =
    "notice (number, account, epoch, rule, send, step, recipient, address, about, name, run, as_of, date_at,"
    " lead_days, restorable_until, state, attempts, next_try_at, handed_at, detail)";

Binds range(SeqRange rows) {
  return {{"first", rows.first}, {"last", rows.last}};
}

// The notices `n` of the accounts of these journal rows. Found through their accounts: the outbox keeps all
// that it ever handed, and a search by state would read it.
std::string update_of_those_accounts(const Dialect& dialect, const std::string& set,
                                     const std::string& condition) {
  return spell(dialect, UpdateThose{.table = "notice",
                                    .key = "number",
                                    .set = set,
                                    .those = "SELECT n.number AS that FROM journal j CROSS JOIN notice n"
                                             " WHERE j.seq >= :first AND j.seq <= :last"
                                             " AND n.account = j.account AND " +
                                             condition});
}

}  // namespace

// One statement for all recipients, account by account: each account is read once, and what it writes lies
// together in the index of the outbox.
std::int64_t NoticeTable::write(const Order& order, const std::vector<engine::Announcement>& announcements,
                                const rules::Policy& policy, SeqRange rows) {
  const auto letters = letters_sql(announcements, policy);
  if (letters.source.empty()) return 0;
  const std::string letter =
      "SELECT j.seq AS seq, j.account AS account, j.epoch AS epoch, j.state_since AS state_since,"
      " l.place AS place, l.send AS send, l.recipient AS recipient, " +
      letters.address +
      " AS address, a.email AS about, a.display_name AS name"
      " FROM journal j CROSS JOIN account a CROSS JOIN " +
      letters.source + letters.joins + " WHERE j.seq >= :first AND j.seq <= :last AND a.id = j.account";
  // A change is told once, for it begins an epoch or a step of a ladder: only within it can somebody be told
  // the same twice (INV7), by two owners with one address, or by two announcements of which both apply.
  const std::string numbered =
      "SELECT s.seq, s.account, s.epoch, s.state_since, s.send, s.recipient, s.address, s.about, s.name,"
      " ROW_NUMBER() OVER told AS nth, RANK() OVER told AS first_equal FROM (" +
      letter + ") s WINDOW told AS (PARTITION BY s.seq ORDER BY s.place, s.address)";
  return database_.execute(
      std::string(database_.dialect().insert_many) + std::string(kColumns) +
          " SELECT t.seq * :per_row + t.nth, t.account, t.epoch, :rule, t.send, :step, t.recipient,"
          " t.address, t.about, t.name, :run, :as_of, :date_at, :lead_days, " +
          std::string(order.restorable_seconds > 0 ? "t.state_since + :restorable" : ":restorable") +
          ", 'queued', 0, :as_of, 0, '' FROM (" + numbered +
          ") t WHERE t.address <> '' AND t.first_equal = t.nth",
      range(rows) +
          Binds{{"per_row", kNoticesOfARow},
                {"rule", order.rule},
                {"step", std::int64_t{order.step}},
                {"run", order.run},
                {"as_of", order.as_of},
                {"date_at", order.date_at},
                {"lead_days", std::int64_t{order.lead_days}},
                {"restorable", order.restorable_seconds}} +
          letters.binds);
}

std::int64_t NoticeTable::write_to_told(const Retraction& order, std::int64_t undone, SeqRange rows) {
  return database_.execute(
      std::string(database_.dialect().insert_many) + std::string(kColumns) +
          " SELECT t.seq * :per_row + ROW_NUMBER() OVER (PARTITION BY t.seq ORDER BY t.number), t.account,"
          " t.epoch, t.cause, :send, 0, t.recipient, t.address, t.about, t.name, :run, :as_of, 0, 0, 0,"
          " 'queued', 0, :as_of, 0, '' FROM (SELECT j.seq AS seq, j.account AS account, j.epoch AS epoch,"
          " j.cause AS cause, n.recipient AS recipient, n.address AS address, MIN(n.about) AS about,"
          " MIN(n.name) AS name, MIN(n.number) AS number FROM journal j CROSS JOIN notice n"
          " WHERE j.seq >= :first AND j.seq <= :last AND n.account = j.account AND n.run = :undone"
          " AND n.rule = j.cause AND n.state IN ('handed', 'ambiguous', 'sending') AND " +
          order.which + " GROUP BY j.seq, j.account, j.epoch, j.cause, n.recipient, n.address) t",
      range(rows) + Binds{{"per_row", kNoticesOfARow},
                          {"send", order.send},
                          {"run", order.run},
                          {"as_of", order.as_of},
                          {"undone", undone}});
}

void NoticeTable::cancel_of_run(SeqRange rows, std::int64_t undone, const std::string& reason) {
  database_.execute(update_of_those_accounts(database_.dialect(), "state = 'cancelled', detail = :reason",
                                             "n.run = :undone AND n.rule = j.cause"
                                             " AND n.state IN ('queued', 'ambiguous', 'sending')"),
                    range(rows) + Binds{{"reason", reason}, {"undone", undone}});
}

void NoticeTable::cancel_warnings(SeqRange rows, const std::string& reason) {
  database_.execute(update_of_those_accounts(database_.dialect(), "state = 'cancelled', detail = :reason",
                                             "n.step > 0 AND n.state IN ('queued', 'ambiguous', 'sending')"),
                    range(rows) + Binds{{"reason", reason}});
}

void NoticeTable::cancel_all(SeqRange rows, const std::string& reason) {
  database_.execute(update_of_those_accounts(database_.dialect(), "state = 'cancelled', detail = :reason",
                                             "n.state IN ('queued', 'ambiguous', 'sending')"),
                    range(rows) + Binds{{"reason", reason}});
}

std::vector<engine::NoticeView> NoticeTable::of(const std::string& account) {
  using Text = std::string;
  std::vector<engine::NoticeView> views;
  database_.each<Number, Text, Text, Number, Text, Text, Text, Number, Number, Number, Text>(
      "SELECT epoch, rule, send, step, recipient, address, state, as_of, date_at, handed_at, detail FROM "
      "notice"
      " WHERE account = :account ORDER BY number",
      {{"account", account}},
      [&](Number epoch, const Text& rule, const Text& send, Number step, const Text& recipient,
          const Text& address, const Text& state, Number as_of, Number date_at, Number handed_at,
          const Text& detail) {
        views.push_back({epoch,
                         rule,
                         send,
                         static_cast<int>(step),
                         recipient,
                         address,
                         state,
                         {as_of},
                         {date_at},
                         {handed_at},
                         detail});
      });
  return views;
}

engine::Queue NoticeTable::queue() {
  engine::Queue queue;
  database_.each<std::string, Number>("SELECT state, COUNT(*) FROM notice GROUP BY state", {},
                                      [&](const std::string& state, Number count) {
                                        if (state == "queued") queue.queued = count;
                                        if (state == "ambiguous" || state == "sending")
                                          queue.ambiguous += count;
                                        if (state == "dead") queue.dead = count;
                                        if (state == "handed") queue.handed = count;
                                        if (state == "cancelled") queue.cancelled = count;
                                      });
  return queue;
}

std::int64_t NoticeTable::next_try_at() {
  return database_.number(
      "SELECT COALESCE(MIN(next_try_at), 0) FROM notice WHERE state IN ('queued', 'ambiguous', 'sending')");
}

}  // namespace lapse::adapters::sql
