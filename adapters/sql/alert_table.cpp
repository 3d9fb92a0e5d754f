#include "adapters/sql/alert_table.h"

namespace lapse::adapters::sql {
namespace {

using Text = std::string;
using Kind = rules::Treatment::Kind;

std::string state_after(const engine::Settlement& settlement) {
  using Outcome = engine::Receipt::Outcome;
  if (settlement.receipt.outcome == Outcome::handed) return "handed";
  if (settlement.dead) return "dead";
  return settlement.receipt.outcome == Outcome::ambiguous ? "ambiguous" : "queued";
}

}  // namespace

void AlertTable::add(const std::vector<engine::Alert>& alerts) {
  if (alerts.empty()) return;
  std::int64_t number = database_.number("SELECT COALESCE(MAX(number), 0) FROM alert");
  const auto& dialect = database_.dialect();
  for (const auto& alert : alerts) {
    database_.execute(std::string(dialect.insert_once_before) +
                          "alert (number, run, as_of, day, kind, rule, organisation, organisations, reason, "
                          "would_have, at_most,"
                          " tell, state, attempts, next_try_at, handed_at, detail) VALUES (:number, :run, "
                          ":as_of, :day, :kind,"
                          " :rule, :organisation, :organisations, :reason, :would_have, :at_most, :tell, "
                          "'queued', 0, :as_of, 0,"
                          " '')" +
                          std::string(dialect.insert_once_after),
                      {{"number", ++number},
                       {"run", alert.run},
                       {"as_of", alert.as_of.seconds},
                       {"day", std::int64_t{alert.day.number}},
                       {"kind", std::string(alert.kind == Kind::move ? "move" : "warn")},
                       {"rule", alert.rule},
                       {"organisation", alert.organisation},
                       {"organisations", std::int64_t{alert.organisations}},
                       {"reason", alert.reason},
                       {"would_have", alert.would_have},
                       {"at_most", alert.limit},
                       {"tell", alert.tell}});
  }
}

std::vector<engine::Alert> AlertTable::where(const std::string& condition, const Binds& binds) {
  std::vector<engine::Alert> alerts;
  database_.each<Number, Number, Number, Number, Text, Text, Text, Number, Text, Number, Number, Text, Text,
                 Number>(
      "SELECT number, run, as_of, day, kind, rule, organisation, organisations, reason, would_have, at_most,"
      " tell, state, attempts FROM alert WHERE " +
          condition,
      binds,
      [&alerts](Number number, Number run, Number as_of, Number day, const Text& kind, const Text& rule,
                const Text& organisation, Number organisations, const Text& reason, Number would_have,
                Number at_most, const Text& tell, const Text& state, Number attempts) {
        alerts.push_back({number,
                          run,
                          {as_of},
                          {static_cast<int>(day)},
                          kind == "move" ? Kind::move : Kind::warn,
                          rule,
                          organisation,
                          static_cast<int>(organisations),
                          reason,
                          would_have,
                          at_most,
                          tell,
                          state,
                          static_cast<int>(attempts)});
      });
  return alerts;
}

std::vector<engine::Alert> AlertTable::of(schedules::Day day) {
  return where("day = :day ORDER BY number", {{"day", std::int64_t{day.number}}});
}

std::vector<engine::Alert> AlertTable::claim(schedules::Instant now, int limit) {
  database_.execute(
      "UPDATE alert SET state = 'ambiguous', detail = 'the engine ended before the answer'"
      " WHERE state = 'sending'");
  auto due = where("state IN ('queued', 'ambiguous') AND next_try_at <= :now ORDER BY number LIMIT :most",
                   {{"now", now.seconds}, {"most", std::int64_t{limit}}});
  std::vector<std::vector<rules::Value>> sending;
  for (auto& alert : due) {
    ++alert.attempts;
    sending.push_back({alert.number});
  }
  database_.execute_many("UPDATE alert SET state = 'sending', attempts = attempts + 1 WHERE number = :number",
                         {"number"}, sending);
  return due;
}

void AlertTable::settle(const std::vector<engine::Settlement>& settlements, schedules::Instant now) {
  std::vector<std::vector<rules::Value>> rows;
  for (const auto& settlement : settlements) {
    const std::string state = state_after(settlement);
    rows.push_back({state, state == "handed" ? now.seconds : std::int64_t{0}, settlement.retry_at.seconds,
                    settlement.receipt.detail, settlement.number});
  }
  database_.execute_many(
      "UPDATE alert SET state = :state, handed_at = :handed, next_try_at = :retry, detail = :detail"
      " WHERE number = :number AND state = 'sending'",
      {"state", "handed", "retry", "detail", "number"}, rows);
}

std::int64_t AlertTable::next_try_at() {
  return database_.number(
      "SELECT COALESCE(MIN(next_try_at), 0) FROM alert WHERE state IN ('queued', 'ambiguous', 'sending')");
}

}  // namespace lapse::adapters::sql
