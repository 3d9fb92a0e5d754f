#include "adapters/sql/undo_table.h"

#include <algorithm>
#include <array>

#include "adapters/sql/comeback_table.h"
#include "adapters/sql/effect_table.h"
#include "adapters/sql/ladders.h"
#include "adapters/sql/notice_table.h"
#include "adapters/sql/recipients.h"
#include "adapters/sql/spelling.h"
#include "adapters/sql/succession.h"

namespace lapse::adapters::sql {
namespace {

using Fate = engine::UndoRow::Fate;

// Journal row j of the run, account a: what it did is still the last that happened to the account.
constexpr std::string_view kMoveStands =
    "j.kind = 'move' AND a.state = j.to_state AND a.state_since = j.state_since";
constexpr std::string_view kWarningStands =
    "j.kind = 'warn' AND a.state = j.from_state AND a.epoch = j.epoch AND a.warned_rule = j.cause"
    " AND a.warned_step = j.step";

SeqRange numbers_of(const engine::Run& run, engine::Chunk part) {
  return {run.first_seq + part.first - 1, run.first_seq + part.last - 1};
}

Binds binds_of(const engine::Run& run, SeqRange rows) {
  return {{"undone", run.id}, {"undo_first", rows.first}, {"undo_last", rows.last}};
}

// What the events that lead out of a state ask to be done elsewhere.
std::vector<std::string> effects_out_of(const rules::Policy& policy, const std::string& state) {
  std::vector<std::string> names;
  for (const auto& event : policy.events) {
    if (std::ranges::find(event.from, state) == event.from.end()) continue;
    for (const auto& effect : event.effects) {
      if (std::ranges::find(names, effect.name) == names.end()) names.push_back(effect.name);
    }
  }
  return names;
}

class Undoing {
 public:
  Undoing(Database& database, const engine::Run& run, const engine::Run& undone, const rules::Policy& then,
          const rules::Policy& now, engine::Chunk part)
      : database_(database),
        journal_(database),
        run_(run),
        undone_(undone),
        then_(then),
        now_(now),
        part_(part),
        gone_(list_sql(final_states(then), "final")) {}

  engine::TakenBack take_back() {
    const Number before = journal_.last_seq();
    for (const auto& rule : then_.rules) {
      move_back(rule);
      withdraw(rule);
    }
    mark();
    journal_.seal({before + 1, journal_.last_seq()});
    return std::move(done_);
  }

 private:
  void move_back(const rules::Rule& rule) {
    JournalRows rows = rows_of(rule, kMoveStands);
    rows.from_where += " AND a.state NOT IN " + gone_.list;
    rows.to_state = "j.from_state";
    rows.state_since = "j.was_since";
    rows.promised_at = "0";
    const SeqRange written = write(rows, rule, gone_.binds);
    if (written.count() == 0) return;
    done_.moves[rule.name] += written.count();
    done_.notices += tell(written, kTakenBack, "n.step = 0");
    EffectTable(database_).write(effects_out_of(now_, rule.to), written);
    ComebackTable(database_).note(written, now_, "undone");
    restart_ladders(database_, written, Promise::forgotten);
    const UpdateFrom update{
        .table = "account",
        .source =
            "(SELECT account AS id, to_state, state_since FROM journal WHERE seq >= :first AND seq <= :last)",
        .assignments = {{"state", "s.to_state"}, {"state_since", "s.state_since"}}};
    database_.execute(spell(database_.dialect(), update), {{"first", written.first}, {"last", written.last}});
  }

  void withdraw(const rules::Rule& rule) {
    if (!rule.warn) return;
    const SeqRange written = write(rows_of(rule, kWarningStands), rule, {});
    if (written.count() == 0) return;
    done_.warnings[rule.name] += written.count();
    done_.notices += tell(written, kDateWithdrawn, "n.step > 0");
    restart_ladders(database_, written, Promise::kept);  // an earlier warning may have told it too (INV12)
  }

  JournalRows rows_of(const rules::Rule& rule, std::string_view stands) const {
    JournalRows rows;
    rows.kind = "undo";
    rows.cause = rule.name;
    rows.epoch = "a.epoch + 1";
    rows.from_where =
        "FROM journal j CROSS JOIN account a WHERE j.seq >= :undo_first AND j.seq <= :undo_last"
        " AND j.run = :undone AND j.cause = :rule AND a.id = j.account AND " +
        std::string(stands);
    return rows;
  }

  SeqRange write(const JournalRows& rows, const rules::Rule& rule, const Binds& binds) {
    const Stamp stamp{run_.as_of.seconds, run_.edition, run_.id, run_.actor};
    return journal_.write(rows, stamp,
                          binds_of(undone_, numbers_of(undone_, part_)) + Binds{{"rule", rule.name}} + binds);
  }

  // To every address that the run told, or may have told; what is on its way is stopped.
  std::int64_t tell(SeqRange rows, std::string_view send, const std::string& which) {
    NoticeTable notices(database_);
    const auto told =
        notices.write_to_told({run_.id, run_.as_of.seconds, std::string(send), which}, undone_.id, rows);
    notices.cancel_of_run(rows, undone_.id, "run " + std::to_string(undone_.id) + " was taken back");
    return told;
  }

  void mark() {
    std::int64_t moved = 0;
    std::int64_t warned = 0;
    for (const auto& [rule, count] : done_.moves) moved += count;
    for (const auto& [rule, count] : done_.warnings) warned += count;
    // to_state stays empty: nothing that a guard counts.
    database_.execute(
        "INSERT INTO chunk (run, first_position, last_position, rule, to_state, at, moved, warned, dropped, "
        "notices)"
        " VALUES (:run, :first, :last, '', '', :at, :moved, :warned, 0, :notices)",
        {{"run", run_.id},
         {"first", part_.first},
         {"last", part_.last},
         {"at", run_.as_of.seconds},
         {"moved", moved},
         {"warned", warned},
         {"notices", done_.notices}});
  }

  Database& database_;
  JournalTable journal_;
  const engine::Run& run_;
  const engine::Run& undone_;
  const rules::Policy& then_;
  const rules::Policy& now_;
  engine::Chunk part_;
  ListSql gone_;
  engine::TakenBack done_;
};

Fate fate_of(Number fate) {
  constexpr std::array kFates{Fate::can_go_back, Fate::is_back, Fate::final, Fate::changed};
  return kFates.at(static_cast<std::size_t>(fate));
}

}  // namespace

void UndoTable::save(const engine::Run& run, const engine::Run& undone, const std::string& reason) {
  database_.execute("INSERT INTO run_undo (run, undone, reason) VALUES (:run, :undone, :reason)",
                    {{"run", run.id}, {"undone", undone.id}, {"reason", reason}});
}

std::optional<engine::RunUndo> UndoTable::undone_by(std::int64_t run) {
  std::optional<engine::RunUndo> undone;
  database_.each<Number, std::string>(
      "SELECT undone, reason FROM run_undo WHERE run = :run", {{"run", run}},
      [&](Number of, const std::string& reason) { undone = engine::RunUndo{of, reason}; });
  return undone;
}

void UndoTable::read(const engine::Run& run, const rules::Policy& policy,
                     const engine::Visit<engine::UndoRow>& visit) {
  using Text = std::string;
  const auto gone = list_sql(final_states(policy), "final");
  const std::string undone =
      "EXISTS (SELECT 1 FROM journal u JOIN run_undo b ON b.run = u.run WHERE u.account = a.id AND u.seq > "
      "j.seq"
      " AND u.kind = 'undo' AND u.cause = j.cause AND b.undone = :undone)";
  const std::string sql =
      "SELECT j.account, j.cause, j.kind, a.state, a.state_since, CASE WHEN a.state IN " + gone.list +
      " THEN 2 WHEN (" + std::string(kMoveStands) + ") OR (" + std::string(kWarningStands) +
      ") THEN 0 WHEN " + undone +
      " THEN 1 ELSE 3 END FROM journal j CROSS JOIN account a WHERE j.seq >= :undo_first AND j.seq <= "
      ":undo_last"
      " AND j.run = :undone AND j.kind IN ('move', 'warn') AND a.id = j.account ORDER BY j.seq";
  const auto page = static_cast<std::int64_t>(database_.dialect().rows_per_page);
  const std::int64_t step = page == 0 ? std::max<std::int64_t>(run.planned, 1) : page;
  for (engine::Chunk part{1, 0}; part.first <= run.planned; part.first = part.last + 1) {
    part.last = std::min(run.planned, part.first + step - 1);
    database_.each<Text, Text, Text, Text, Number, Number>(
        sql, binds_of(run, numbers_of(run, part)) + gone.binds,
        [&](const Text& account, const Text& rule, const Text& kind, const Text& state, Number since,
            Number fate) { visit({account, rule, kind == "move", state, since, fate_of(fate)}); });
  }
}

engine::TakenBack UndoTable::take_back(const engine::Run& run, const engine::Run& undone,
                                       const rules::Policy& then, const rules::Policy& now,
                                       engine::Chunk part) {
  return Undoing(database_, run, undone, then, now, part).take_back();
}

}  // namespace lapse::adapters::sql
