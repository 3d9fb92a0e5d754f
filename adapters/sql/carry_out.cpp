#include "adapters/sql/carry_out.h"

#include <algorithm>

#include "adapters/sql/effect_table.h"
#include "adapters/sql/erasure.h"
#include "adapters/sql/journal_table.h"
#include "adapters/sql/notice_table.h"
#include "rules/compile.h"
#include "schedules/instant.h"

namespace lapse::adapters::sql {
namespace {

using rules::Treatment;

// While both were there, neither was the only owner of their mailbox; so one of them waits for the next
// night, and is asked again (E18). Others who go in this night are in a chunk before, or asked after this
// one.
constexpr const char* kFirstOfOwners =
    " AND NOT EXISTS (SELECT 1 FROM membership s CROSS JOIN membership o WHERE s.account = a.id"
    " AND s.role = 'owner' AND o.mailbox = s.mailbox AND o.role = 'owner' AND o.account < a.id"
    " AND o.account IN (SELECT p.account FROM plan_move p WHERE p.run = :run AND p.position >= :first"
    " AND p.position <= :last))";

bool takes_owners(const engine::Work& work) {
  const auto is_lost_there = [&work](const rules::Term& term) {
    return term.column == rules::Column::sole_owner &&
           std::ranges::find(term.lost, work.treatment.to) != term.lost.end();
  };
  const auto asks_any = [&](const rules::AnyTerm& terms) {
    return std::ranges::any_of(terms, is_lost_there);
  };
  const auto& [all, none, any] = work.predicate;
  return work.treatment.kind == Treatment::Kind::move &&
         (std::ranges::any_of(all, is_lost_there) || std::ranges::any_of(any, asks_any) ||
          std::ranges::any_of(none, [&](const auto& group) { return std::ranges::any_of(group, asks_any); }));
}

class ChunkWork {
 public:
  ChunkWork(Database& database, const engine::Run& run, const engine::Work& work, const rules::Policy& policy,
            const engine::TombstoneKey& key)
      : database_(database),
        run_(run),
        work_(work),
        policy_(policy),
        key_(key),
        move_(work.treatment.kind == Treatment::Kind::move) {}

  CarriedOutChunk carry_out(engine::Chunk chunk) {
    require_undone(chunk);
    CarriedOutChunk done{{}, numbers_of(chunk), {}};
    auto& result = done.result;
    result.changed = write_journal(chunk);
    if (result.changed > 0) {
      // The accounts last: whoever owns a mailbox still reads.
      result.notices = NoticeTable(database_).write(order(), work_.announcements, policy_, done.rows);
      EffectTable(database_).write(work_.effects, done.rows);
      change_accounts(done, result.changed);
    }
    result.dropped = planned(chunk) - result.changed;
    mark(chunk, result);
    return done;
  }

 private:
  // Somebody whose claim had lapsed may have come back, and been quicker.
  void require_undone(engine::Chunk chunk) {
    if (database_.number("SELECT COUNT(*) FROM chunk WHERE run = :run AND first_position <= :last"
                         " AND last_position >= :first",
                         {{"run", run_.id}, {"first", chunk.first}, {"last", chunk.last}}) == 0)
      return;
    throw engine::StoreError("a part of this chunk was carried out by another engine",
                             engine::StoreError::Kind::conflict);
  }

  std::int64_t planned(engine::Chunk chunk) {
    return database_.number(
        "SELECT COUNT(*) FROM plan_move WHERE run = :run AND position >= :first AND position <= :last",
        {{"run", run_.id}, {"first", chunk.first}, {"last", chunk.last}});
  }

  std::int64_t promised_at() const { return policy_.zone.midnight(work_.treatment.date).seconds; }

  SeqRange numbers_of(engine::Chunk chunk) const {
    return {run_.first_seq + chunk.first - 1, run_.first_seq + chunk.last - 1};
  }

  std::int64_t write_journal(engine::Chunk chunk) {
    const auto condition = rules::compile(work_.predicate, "a", "p", rules::Found::by_key);
    JournalRows rows;
    rows.cause = work_.treatment.rule;
    rows.from_where =
        "FROM plan_move m CROSS JOIN account a WHERE m.run = :run AND m.position >= :first AND m.position <= "
        ":last"
        " AND a.id = m.account AND a.version = m.version AND " +
        condition.sql + (takes_owners(work_) ? kFirstOfOwners : "");
    Binds binds{
        {"before", run_.first_seq - 1}, {"run", run_.id}, {"first", chunk.first}, {"last", chunk.last}};
    if (move_) {
      rows.kind = "move";
      rows.to_state = ":to_state";
      rows.state_since = ":as_of";
      rows.epoch = "a.epoch + 1";
      rows.promised_at = "0";
      binds.push_back({"to_state", work_.treatment.to});
      binds.push_back({"as_of", run_.as_of.seconds});
    } else {
      rows.kind = "warn";
      rows.step = work_.treatment.step;
      rows.promised_at = ":promised";
      binds.push_back({"promised", promised_at()});
    }
    return JournalTable(database_).write_as(":before + m.position", rows,
                                            {run_.as_of.seconds, run_.edition, run_.id, run_.actor},
                                            binds + condition.binds);
  }

  NoticeTable::Order order() const {
    NoticeTable::Order order;
    order.rule = work_.treatment.rule;
    order.run = run_.id;
    order.as_of = run_.as_of.seconds;
    order.restorable_seconds = work_.restorable_seconds;
    if (!move_) {
      order.step = work_.treatment.step;
      order.date_at = promised_at();
      order.lead_days = work_.lead_days;
    }
    return order;
  }

  void change_accounts(CarriedOutChunk& done, std::int64_t count) {
    const SeqRange rows = done.rows;
    if (move_) NoticeTable(database_).cancel_warnings(rows, "overtaken by " + work_.treatment.rule);
    if (work_.final) done.purged = erase_copies(database_, rows, run_.as_of.seconds, key_);
    const std::int64_t changed = move_ ? move_accounts(rows) : warn_accounts(rows);
    if (changed != count) {
      throw engine::StoreError("accounts changed between journal and update; nothing was changed, run again",
                               engine::StoreError::Kind::conflict);
    }
  }

  std::int64_t move_accounts(SeqRange rows) {
    const std::string forget = work_.final ? ", " + std::string(kForgetAccount) : "";
    return JournalTable(database_).update_accounts(
        rows,
        "state = :to_state, state_since = :as_of, epoch = epoch + 1, version = version + 1,"
        " warned_step = 0, warned_rule = '', promised_at = 0, handed_at = 0" +
            forget,
        {{"to_state", work_.treatment.to}, {"as_of", run_.as_of.seconds}});
  }

  std::int64_t warn_accounts(SeqRange rows) {
    return JournalTable(database_).update_accounts(
        rows,
        "warned_step = :step, warned_rule = :rule, promised_at = :promised, handed_at = 0,"
        " version = version + 1",
        {{"step", std::int64_t{work_.treatment.step}},
         {"rule", work_.treatment.rule},
         {"promised", promised_at()}});
  }

  void mark(engine::Chunk chunk, const engine::ChunkResult& result) {
    database_.execute(
        "INSERT INTO chunk (run, first_position, last_position, rule, to_state, at, moved, warned, dropped, "
        "notices)"
        " VALUES (:run, :first, :last, :rule, :to_state, :at, :moved, :warned, :dropped, :notices)",
        {{"run", run_.id},
         {"first", chunk.first},
         {"last", chunk.last},
         {"rule", work_.treatment.rule},
         {"to_state", move_ ? work_.treatment.to : std::string()},
         {"at", run_.as_of.seconds},
         {"moved", move_ ? result.changed : std::int64_t{0}},
         {"warned", move_ ? std::int64_t{0} : result.changed},
         {"dropped", result.dropped},
         {"notices", result.notices}});
  }

  Database& database_;
  const engine::Run& run_;
  const engine::Work& work_;
  const rules::Policy& policy_;
  const engine::TombstoneKey& key_;
  bool move_;
};

}  // namespace

CarriedOutChunk carry_out_chunk(Database& database, const engine::Run& run, const engine::Work& work,
                                const rules::Policy& policy, engine::Chunk chunk,
                                const engine::TombstoneKey& key) {
  return ChunkWork(database, run, work, policy, key).carry_out(chunk);
}

}  // namespace lapse::adapters::sql
