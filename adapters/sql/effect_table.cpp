#include "adapters/sql/effect_table.h"

namespace lapse::adapters::sql {
namespace {

using Text = std::string;

// An effect's number is made of its journal row's and its place among the effects of the move.
constexpr std::int64_t kPlaces = std::int64_t{1} << 24;

// The account of `effect` has changed its state after the move that asked for it.
std::string overtaken(std::string_view effect) {
  const std::string of(effect);
  return "EXISTS (SELECT 1 FROM journal j WHERE j.account = " + of + ".account AND j.epoch > " + of +
         ".epoch AND j.from_state <> j.to_state)";
}

// An earlier effect of the same move is not settled. Of older moves nothing is waited for: they are
// overtaken.
std::string waiting(std::string_view effect) {
  const std::string of(effect);
  return "EXISTS (SELECT 1 FROM effect e WHERE e.account = " + of + ".account AND e.epoch = " + of +
         ".epoch AND e.number < " + of + ".number AND e.state IN ('queued', 'ambiguous', 'sending'))";
}

constexpr std::string_view kColumns =
    "n.number, n.account, n.epoch, n.rule, n.effect, n.from_state, n.to_state, n.since_at, n.attempts";

engine::Effect effect_of(Number number, const Text& account, Number epoch, const Text& rule, const Text& name,
                         const Text& from, const Text& to, Number since, Number attempts) {
  engine::Effect effect;
  effect.number = number;
  effect.account = account;
  effect.epoch = epoch;
  effect.rule = rule;
  effect.name = name;
  effect.from = from;
  effect.to = to;
  effect.since = {since};
  effect.attempts = static_cast<int>(attempts);
  effect.key = engine::effect_key(effect);
  return effect;
}

std::string state_after(const engine::EffectSettlement& settlement) {
  using Outcome = engine::Receipt::Outcome;
  if (settlement.receipt.outcome == Outcome::handed) return "handed";
  if (settlement.dead || settlement.receipt.outcome == Outcome::never) return "dead";
  return settlement.receipt.outcome == Outcome::ambiguous ? "ambiguous" : "queued";
}

}  // namespace

std::int64_t EffectTable::write(const std::vector<std::string>& names, SeqRange rows) {
  std::int64_t count = 0;
  std::int64_t place = 0;
  for (const auto& name : names) {
    count += database_.execute(
        std::string(database_.dialect().insert_once_before) +
            "effect (number, account, epoch, rule, effect, from_state, to_state, since_at, run, as_of, state,"
            " attempts, next_try_at, handed_at, detail)"
            " SELECT j.seq * :per_row + :place, j.account, j.epoch, j.cause, :effect,"
            " j.from_state, j.to_state, j.state_since, j.run, j.at, 'queued', 0, j.at, 0, ''"
            " FROM journal j WHERE j.seq >= :first AND j.seq <= :last" +
            std::string(database_.dialect().insert_once_after),
        {{"per_row", kPlaces},
         {"place", place++},
         {"effect", name},
         {"first", rows.first},
         {"last", rows.last}});
  }
  return count;
}

void EffectTable::cancel_overtaken() {
  database_.execute(
      "UPDATE effect SET state = 'cancelled', detail = 'the account has moved on'"
      " WHERE state IN ('queued', 'ambiguous', 'sending') AND " +
      overtaken("effect"));
}

std::vector<engine::Effect> EffectTable::claim(schedules::Instant now, int limit) {
  database_.execute(
      "UPDATE effect SET state = 'ambiguous', detail = 'the engine ended before the answer'"
      " WHERE state = 'sending'");
  std::vector<engine::Effect> effects;
  std::vector<std::vector<rules::Value>> sending;
  database_.each<Number, Text, Number, Text, Text, Text, Text, Number, Number>(
      "SELECT " + std::string(kColumns) +
          " FROM effect n WHERE n.state IN ('queued', 'ambiguous') AND n.next_try_at <= :now AND NOT " +
          waiting("n") + " AND NOT " + overtaken("n") + " ORDER BY n.next_try_at, n.number LIMIT :most",
      {{"now", now.seconds}, {"most", std::int64_t{limit}}},
      [&](Number number, const Text& account, Number epoch, const Text& rule, const Text& name,
          const Text& from, const Text& to, Number since, Number attempts) {
        effects.push_back(effect_of(number, account, epoch, rule, name, from, to, since, attempts + 1));
        sending.push_back({std::int64_t{attempts + 1}, std::int64_t{number}});
      });
  database_.execute_many("UPDATE effect SET state = 'sending', attempts = :attempts WHERE number = :number",
                         {"attempts", "number"}, sending);
  return effects;
}

void EffectTable::settle(const std::vector<engine::EffectSettlement>& settlements, schedules::Instant now) {
  std::vector<std::vector<rules::Value>> rows;
  for (const auto& settlement : settlements) {
    const std::string state = state_after(settlement);
    rows.push_back({state, std::int64_t{settlement.attempts},
                    state == "handed" ? now.seconds : std::int64_t{0}, settlement.retry_at.seconds,
                    settlement.receipt.detail, settlement.number});
  }
  database_.execute_many(
      "UPDATE effect SET state = :state, attempts = :attempts, handed_at = :handed, next_try_at = :retry,"
      " detail = :detail WHERE number = :number AND state = 'sending'",
      {"state", "attempts", "handed", "retry", "detail", "number"}, rows);
}

std::vector<engine::EffectView> EffectTable::of(const std::string& account) {
  std::vector<engine::EffectView> views;
  database_
      .each<Number, Text, Number, Text, Text, Text, Text, Number, Number, Text, Number, Number, Number, Text>(
          "SELECT " + std::string(kColumns) +
              ", n.state, n.as_of, n.handed_at, n.next_try_at, n.detail FROM effect n"
              " WHERE n.account = :account ORDER BY n.number",
          {{"account", account}},
          [&](Number number, const Text& id, Number epoch, const Text& rule, const Text& name,
              const Text& from, const Text& to, Number since, Number attempts, const Text& state,
              Number as_of, Number handed_at, Number next_try_at, const Text& detail) {
            views.push_back({effect_of(number, id, epoch, rule, name, from, to, since, attempts),
                             state,
                             {as_of},
                             {handed_at},
                             {next_try_at},
                             detail});
          });
  return views;
}

engine::Queue EffectTable::queue() {
  engine::Queue queue;
  database_.each<Text, Number>("SELECT state, COUNT(*) FROM effect GROUP BY state", {},
                               [&](const Text& state, Number count) {
                                 if (state == "queued") queue.queued = count;
                                 if (state == "ambiguous" || state == "sending") queue.ambiguous += count;
                                 if (state == "dead") queue.dead = count;
                                 if (state == "handed") queue.handed = count;
                                 if (state == "cancelled") queue.cancelled = count;
                               });
  return queue;
}

// One that waits for an earlier one has no turn of its own.
std::int64_t EffectTable::next_try_at() {
  return database_.number(
      "SELECT COALESCE(MIN(n.next_try_at), 0) FROM effect n WHERE n.state IN ('queued', 'ambiguous', "
      "'sending')"
      " AND NOT " +
      waiting("n"));
}

}  // namespace lapse::adapters::sql
