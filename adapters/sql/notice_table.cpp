#include "adapters/sql/notice_table.h"

#include "adapters/sql/recipients.h"
#include "adapters/sql/spelling.h"
#include "rules/compile.h"

namespace lapse::adapters::sql {
namespace {

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

std::int64_t NoticeTable::write(const Order& order, const engine::Announcement& announcement,
                                const rules::Policy& policy, SeqRange rows) {
  std::int64_t count = 0;
  for (const auto recipient : announcement.to) {
    const auto to = recipient_sql(recipient, policy);
    rules::Compiled when{"1 = 1", {}};
    if (announcement.when) when = rules::compile(*announcement.when, "a", "when");
    const std::string sql =
        std::string(database_.dialect().insert_once_before) +
        "notice (number, account, epoch, rule, send, step, recipient, address, about, name, run, as_of, "
        "date_at,"
        " lead_days, restorable_until, state, attempts, next_try_at, handed_at, detail)"
        " SELECT :before + ROW_NUMBER() OVER (ORDER BY j.seq, " +
        to.address + "), j.account, j.epoch, :rule, :send, :step, :recipient, " + to.address +
        ", a.email, a.display_name, :run, :as_of, :date_at, :lead_days, " +
        std::string(order.restorable_seconds > 0 ? "j.state_since + :restorable" : ":restorable") +
        ", 'queued', 0, :as_of, 0, "
        "''"
        " FROM journal j CROSS JOIN account a" +
        to.joins + " WHERE j.seq >= :first AND j.seq <= :last AND a.id = j.account AND " + to.where +
        " AND " + when.sql + std::string(database_.dialect().insert_once_after);
    const Number before = database_.number("SELECT COALESCE(MAX(number), 0) FROM notice");
    count += database_.execute(sql, range(rows) +
                                        Binds{{"before", std::int64_t{before}},
                                              {"rule", order.rule},
                                              {"send", announcement.send},
                                              {"step", std::int64_t{order.step}},
                                              {"recipient", std::string(rules::to_string(recipient))},
                                              {"run", order.run},
                                              {"as_of", order.as_of},
                                              {"date_at", order.date_at},
                                              {"lead_days", std::int64_t{order.lead_days}},
                                              {"restorable", order.restorable_seconds}} +
                                        to.binds + when.binds);
  }
  return count;
}

void NoticeTable::cancel_warnings(SeqRange rows, const std::string& reason) {
  database_.execute(update_of_those_accounts(database_.dialect(), "state = 'cancelled', detail = :reason",
                                             "n.step > 0 AND n.state IN ('queued', 'ambiguous', 'sending')"),
                    range(rows) + Binds{{"reason", reason}});
}

void NoticeTable::erase_persons(SeqRange rows) {
  database_.execute(
      update_of_those_accounts(
          database_.dialect(),
          "about = '', name = '', address ="
          " CASE WHEN recipient IN ('account', 'personal_email', 'mobile') THEN '' ELSE address END",
          "n.state IN ('handed', 'dead', 'cancelled')"),
      range(rows));
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
