#include "adapters/sql/journal_table.h"

#include <algorithm>

#include "adapters/sql/spelling.h"

namespace lapse::adapters::sql {

std::int64_t JournalTable::last_seq() {
  return database_.number("SELECT COALESCE(MAX(seq), 0) FROM journal");
}

SeqRange JournalTable::write(const JournalRows& rows, const Stamp& stamp, const Binds& binds) {
  const std::string sql =
      "INSERT INTO journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, "
      "was_since,"
      " state_since, idle_since, epoch, step, promised_at)"
      " SELECT (SELECT COALESCE(MAX(l.seq), 0) FROM journal l) + ROW_NUMBER() OVER (ORDER BY " +
      rows.account + "), :j_at, " + rows.account + ", :j_kind, :j_cause, :j_edition, :j_run, :j_actor, " +
      rows.from_state + ", " + rows.to_state + ", " + rows.was_since + ", " + rows.state_since + ", " +
      rows.idle_since + ", " + rows.epoch + ", :j_step, " + rows.promised_at + " " + rows.from_where;
  const std::int64_t count = database_.execute(sql, Binds{{"j_at", stamp.at},
                                                          {"j_kind", rows.kind},
                                                          {"j_cause", rows.cause},
                                                          {"j_edition", stamp.edition},
                                                          {"j_run", stamp.run},
                                                          {"j_actor", stamp.actor},
                                                          {"j_step", rows.step}} +
                                                        binds);
  if (count == 0) return {};
  const std::int64_t last = last_seq();
  return {last - count + 1, last};
}

void JournalTable::seal(SeqRange range) {
  if (range.count() == 0) return;
  std::int64_t number = 0;
  std::string before = engine::chain_root();
  database_.each<Number, std::string>("SELECT number, digest FROM block ORDER BY number DESC LIMIT 1", {},
                                      [&](Number last, const std::string& digest) {
                                        number = last;
                                        before = digest;
                                      });
  engine::Chain chain(before);
  each(range, [&chain](const engine::JournalRow& row) { chain.add(row); });
  database_.execute(
      "INSERT INTO block (number, first_seq, last_seq, digest) VALUES (:number, :first, :last, :digest)",
      {{"number", number + 1}, {"first", range.first}, {"last", range.last}, {"digest", chain.digest()}});
}

std::int64_t JournalTable::update_accounts(SeqRange range, const std::string& set, const Binds& binds) {
  const UpdateThose update{
      .table = "account",
      .key = "id",
      .set = set,
      .those = "SELECT account AS that FROM journal WHERE seq >= :first AND seq <= :last"};
  return database_.execute(spell(database_.dialect(), update),
                           Binds{{"first", range.first}, {"last", range.last}} + binds);
}

void JournalTable::each(SeqRange range, const engine::Visit<engine::JournalRow>& visit) {
  const auto page = static_cast<std::int64_t>(database_.dialect().rows_per_page);
  const std::int64_t step = page == 0 ? std::max<std::int64_t>(range.count(), 1) : page;
  for (std::int64_t first = range.first; first <= range.last; first += step) {
    each_where("seq >= :first AND seq <= :last",
               {{"first", first}, {"last", std::min(range.last, first + step - 1)}}, visit);
  }
}

void JournalTable::each_of(const std::string& account, const engine::Visit<engine::JournalRow>& visit) {
  each_where("account = :account", {{"account", account}}, visit);
}

void JournalTable::each_where(const std::string& where, const Binds& binds,
                              const engine::Visit<engine::JournalRow>& visit) {
  using Text = std::string;
  engine::JournalRow row;
  database_.each<Number, Number, Text, Text, Text, Text, Number, Text, Text, Text, Number, Number, Number,
                 Number, Number, Number>(
      "SELECT seq, at, account, kind, cause, edition, run, actor, from_state, to_state, was_since, "
      "state_since,"
      " idle_since, epoch, step, promised_at FROM journal WHERE " +
          where + " ORDER BY seq",
      binds,
      [&](Number seq, Number at, const Text& account, const Text& kind, const Text& cause,
          const Text& edition, Number run, const Text& actor, const Text& from_state, const Text& to_state,
          Number was_since, Number state_since, Number idle_since, Number epoch, Number step,
          Number promised_at) {
        row = {seq,        at,       account,   kind,        cause,      edition, run,  actor,
               from_state, to_state, was_since, state_since, idle_since, epoch,   step, promised_at};
        visit(row);
      });
}

}  // namespace lapse::adapters::sql
