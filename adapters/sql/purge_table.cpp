#include "adapters/sql/purge_table.h"

#include <algorithm>

#include "adapters/sql/deed_table.h"
#include "adapters/sql/erasure.h"
#include "adapters/sql/notice_table.h"
#include "adapters/sql/recipients.h"

namespace lapse::adapters::sql {
namespace {

using Text = std::string;

constexpr std::int64_t kPage = 5000;
constexpr std::size_t kAccountsAtOnce = 500;

}  // namespace

void PurgeTable::read_tombstones(const engine::Visit<engine::Tombstone>& visit) {
  std::string last;
  for (std::int64_t found = kPage; found == kPage;) {
    found = 0;
    database_.each<Text, Text, Text, Text, Number, Number>(
        "SELECT account, email, personal, mobile, deleted_at, purged_at FROM tombstone"
        " WHERE account > :last ORDER BY account LIMIT :page",
        {{"last", std::string(last)}, {"page", kPage}},
        [&](const Text& account, const Text& email, const Text& personal, const Text& mobile,
            Number deleted_at, Number purged_at) {
          ++found;
          last = account;
          visit({account, email, personal, mobile, {deleted_at}, {purged_at}});
        });
  }
}

void PurgeTable::read_living(const rules::Policy& policy, const engine::Visit<std::string>& account) {
  const auto gone = list_sql(final_states(policy), "final");
  std::string last;
  for (std::int64_t found = kPage; found == kPage;) {
    found = 0;
    database_.each<Text>(
        "SELECT id FROM account WHERE id > :last AND state NOT IN " + gone.list + " ORDER BY id LIMIT :page",
        Binds{{"last", std::string(last)}, {"page", kPage}} + gone.binds, [&](const Text& id) {
          ++found;
          last = id;
          account(id);
        });
  }
}

std::string PurgeTable::head() {
  std::string found;
  database_.each<Text>("SELECT head FROM purge_record ORDER BY number DESC LIMIT 1", {},
                       [&found](const Text& head) { found = head; });
  return found;
}

void PurgeTable::note(const engine::RecordNote& note) {
  const std::int64_t number = database_.number("SELECT COALESCE(MAX(number), 0) FROM purge_record") + 1;
  database_.execute(
      "INSERT INTO purge_record (number, at, actor, reason, head)"
      " VALUES (:number, :at, :actor, :reason, :head)",
      {{"number", number},
       {"at", note.at.seconds},
       {"actor", note.actor},
       {"reason", note.reason},
       {"head", note.head}});
}

void PurgeTable::move_head(const std::string& head) {
  const std::int64_t number = database_.number("SELECT MAX(number) FROM purge_record");
  database_.execute("UPDATE purge_record SET head = :head WHERE number = :number",
                    {{"head", head}, {"number", number}});
}

void PurgeTable::claim(const std::vector<engine::Tombstone>& purged, const engine::Run& run,
                       std::int64_t block, engine::PurgeRecord* record) {
  if (purged.empty()) return;
  const std::string noted = head();
  if (noted.empty()) return;
  if (record == nullptr) {
    throw engine::StoreError(
        "this database has a record of its purges, and this engine does not: nobody was purged");
  }
  std::vector<engine::RecordedPurge> lines;
  lines.reserve(purged.size());
  for (const auto& one : purged) {
    lines.push_back({one, run.id, block});
    lines.back().who.account = record->key().of_account(one.account);
  }
  try {
    const auto tail = record->after(noted);
    if (!tail.found) throw engine::RecordError(record->name() + " is not the record of this database");
    // Whoever slept until the database gave the lease to another one has lost it, and finds out here: the end
    // of the record was read when nobody else could purge.
    head();
    if (!engine::are_of_one_transaction(tail.purges, run)) {
      throw engine::RecordError(record->name() +
                                " has purges of another run that this database does not have");
    }
    if (!tail.purges.empty()) record->withdraw(tail.purges.size());
    move_head(record->append(lines));
  } catch (const engine::RecordError& error) {
    throw engine::StoreError(std::string(error.what()) + "; nobody was purged");
  }
}

PurgeTable::Purged PurgeTable::purge_again(const engine::PurgeOrder& order, const engine::TombstoneKey& key) {
  Purged all;
  const std::span accounts(order.accounts);
  for (std::size_t at = 0; at < accounts.size(); at += kAccountsAtOnce) {
    const auto some = accounts.subspan(at, std::min(kAccountsAtOnce, accounts.size() - at));
    const auto done = purge_some(order, some, key);
    if (all.rows.count() == 0) all.rows.first = done.rows.first;
    all.rows.last = done.rows.last;
    all.deeds.insert(done.deeds.begin(), done.deeds.end());
  }
  return all;
}

PurgeTable::Purged PurgeTable::purge_some(const engine::PurgeOrder& order,
                                          std::span<const engine::Tombstone> accounts,
                                          const engine::TombstoneKey& key) {
  std::vector<std::string> ids;
  PurgedBefore before;
  for (const auto& stone : accounts) {
    ids.push_back(stone.account);
    before.emplace(stone.account, stone);
  }
  const auto those = list_sql(ids, "id");
  JournalRows rows;
  rows.kind = "purge";
  rows.cause = "purge-again";
  rows.from_where = "FROM account a WHERE a.id IN " + those.list;
  rows.to_state = ":to_state";
  rows.state_since = ":at";
  rows.epoch = "a.epoch + 1";
  rows.promised_at = "0";
  const Binds state{{"to_state", order.to_state}, {"at", order.at.seconds}};
  const SeqRange written = JournalTable(database_).write(
      rows, {order.at.seconds, order.edition, 0, order.actor}, state + those.binds);
  NoticeTable(database_).cancel_all(written, "purged before");
  erase_copies(database_, written, order.at.seconds, key, before);
  auto deeds = DeedTable(database_).write_reason(written, order.reason);
  JournalTable(database_).update_accounts(
      written,
      "state = :to_state, state_since = :at, epoch = epoch + 1, version = version + 1,"
      " warned_step = 0, warned_rule = '', promised_at = 0, handed_at = 0, " +
          std::string(kForgetAccount),
      state);
  return {written, std::move(deeds)};
}

void PurgeTable::bury(const std::vector<engine::Tombstone>& stones) {
  std::vector<std::vector<rules::Value>> rows;
  std::vector<std::vector<rules::Value>> accounts;
  for (const auto& stone : stones) {
    accounts.push_back({std::string(engine::kOnlyRecorded) + stone.account});
    rows.push_back({std::string(engine::kOnlyRecorded) + stone.account, stone.email, stone.personal,
                    stone.mobile, stone.deleted_at.seconds, stone.purged_at.seconds});
  }
  if (rows.empty()) return;
  // Of an earlier purge that was not known here either.
  database_.execute_many("DELETE FROM tombstone WHERE account = :account", {"account"}, accounts);
  database_.insert("tombstone", {"account", "email", "personal", "mobile", "deleted_at", "purged_at"}, rows);
}

}  // namespace lapse::adapters::sql
