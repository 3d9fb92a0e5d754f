#include "adapters/sql/journal_table.h"

#include <algorithm>

#include "adapters/sql/spelling.h"

namespace lapse::adapters::sql {

std::int64_t JournalTable::last_seq() {
  return database_.number("SELECT next_seq - 1 FROM engine WHERE name = 'engine'");
}

void JournalTable::take_numbers(std::int64_t last) {
  database_.execute("UPDATE engine SET next_seq = :next WHERE name = 'engine' AND next_seq < :next",
                    {{"next", last + 1}});
}

SeqRange JournalTable::write(const JournalRows& rows, const Stamp& stamp, const Binds& binds) {
  const std::int64_t before = last_seq();
  const std::int64_t count = write_as(":j_before + ROW_NUMBER() OVER (ORDER BY " + rows.account + ")", rows,
                                      stamp, Binds{{"j_before", before}} + binds);
  if (count == 0) return {};
  take_numbers(before + count);
  return {before + 1, before + count};
}

std::int64_t JournalTable::write_as(const std::string& seq, const JournalRows& rows, const Stamp& stamp,
                                    const Binds& binds) {
  const std::string sql =
      std::string(database_.dialect().insert_many) +
      "journal (seq, at, account, kind, cause, edition, run, actor, from_state, to_state, "
      "was_since,"
      " state_since, idle_since, epoch, step, promised_at)"
      " SELECT " +
      seq + ", :j_at, " + rows.account + ", :j_kind, :j_cause, :j_edition, :j_run, :j_actor, " +
      rows.from_state + ", " + rows.to_state + ", " + rows.was_since + ", " + rows.state_since + ", " +
      rows.idle_since + ", " + rows.epoch + ", :j_step, " + rows.promised_at + " " + rows.from_where;
  return database_.execute(sql, Binds{{"j_at", stamp.at},
                                      {"j_kind", rows.kind},
                                      {"j_cause", rows.cause},
                                      {"j_edition", stamp.edition},
                                      {"j_run", stamp.run},
                                      {"j_actor", stamp.actor},
                                      {"j_step", rows.step}} +
                                    binds);
}

void JournalTable::seal(SeqRange range, const DeedDigests& deeds) {
  if (range.count() <= 0) return;
  engine::BlockRows rows;
  each(range, [&rows](const engine::JournalRow& row) { rows.add(row); }, deeds);
  if (rows.size() == 0) return;
  const std::int64_t size = rows.size();
  // From here to the commit, one at a time.
  database_.execute("UPDATE engine SET last_block = last_block + 1 WHERE name = 'engine'");
  Number number = 1;
  std::string before = engine::chain_root();
  database_.each<Number, std::string>("SELECT number, digest FROM block ORDER BY number DESC LIMIT 1", {},
                                      [&](Number last, const std::string& digest) {
                                        number = last + 1;
                                        before = digest;
                                      });
  database_.execute(
      "INSERT INTO block (number, first_seq, last_seq, size, digest)"
      " VALUES (:number, :first, :last, :size, :digest)",
      {{"number", std::int64_t{number}},
       {"first", range.first},
       {"last", range.last},
       {"size", size},
       {"digest", rows.linked_to(before)}});
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

void JournalTable::each(SeqRange range, const engine::Visit<engine::JournalRow>& visit,
                        const DeedDigests& deeds) {
  const auto with_deed = [&](const engine::JournalRow& row) {
    const auto deed = deeds.find(row.seq);
    if (deed == deeds.end()) return visit(row);
    engine::JournalRow both = row;
    both.deed = deed->second;
    visit(both);
  };
  const auto page = static_cast<std::int64_t>(database_.dialect().rows_per_page);
  const std::int64_t step = page == 0 ? std::max<std::int64_t>(range.count(), 1) : page;
  for (std::int64_t first = range.first; first <= range.last; first += step) {
    each_where("seq >= :first AND seq <= :last",
               {{"first", first}, {"last", std::min(range.last, first + step - 1)}}, with_deed);
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
        row = {seq,      at,        account,     kind,       cause, edition, run,         actor, from_state,
               to_state, was_since, state_since, idle_since, epoch, step,    promised_at, {}};
        visit(row);
      });
}

}  // namespace lapse::adapters::sql
