#include "adapters/sql/merge.h"

#include <algorithm>

#include "adapters/sql/comeback_table.h"
#include "adapters/sql/effect_table.h"
#include "adapters/sql/feed_table.h"
#include "adapters/sql/ladders.h"
#include "adapters/sql/notice_table.h"
#include "adapters/sql/spelling.h"
#include "engine/work.h"
#include "rules/compile.h"
#include "rules/due.h"
#include "rules/reach.h"

namespace lapse::adapters::sql {

using engine::FeedKind;

Merge::Merge(Database& database, const engine::ImportTerms& terms, const rules::Policy& policy,
             const engine::TombstoneKey& key)
    : database_(database), terms_(terms), policy_(policy), key_(key) {}

engine::ImportResult Merge::run() {
  seq_before_ = JournalTable(database_).last_seq();
  switch (terms_.feed) {
    case FeedKind::accounts:
      merge_accounts();
      break;
    case FeedKind::logins:
      merge_activity("staged_login");
      unreadable();
      break;
    case FeedKind::organisations:
      merge_organisations();
      break;
    case FeedKind::memberships:
      merge_memberships();
      break;
    case FeedKind::holds:
      merge_holds();
      break;
  }
  ladders_of_other_rules();
  FeedTable(database_).save(terms_);
  seal();
  return result_;
}

SeqRange Merge::journal(const JournalRows& rows, const Binds& binds) {
  return JournalTable(database_).write(rows, stamp(), binds);
}

// A fact that some rule asks for may have put an account into the hands of another rule. What a new edition
// changes is for its adoption to tell.
void Merge::ladders_of_other_rules() {
  if (!rules::asks_of_changing_facts(policy_)) return;
  const bool adopted = database_.number("SELECT COUNT(*) FROM policy_edition WHERE hash = :hash",
                                        {{"hash", terms_.edition}}) > 0;
  if (adopted) restart_orphaned_ladders(database_, policy_, stamp(), terms_.source);
}

Stamp Merge::stamp() const {
  return {terms_.as_of.seconds, terms_.edition, terms_.run, terms_.actor};
}

// Who is told, what is done elsewhere, and, out of a deletion, that somebody came back. Comes before the
// accounts change: whoever owns a mailbox still reads.
void Merge::follow_event(const rules::Event& event, const std::string& from, SeqRange rows) {
  NoticeTable::Order order;
  order.rule = event.name;
  order.as_of = terms_.as_of.seconds;
  order.restorable_seconds = engine::restorable_seconds(policy_, event.to);
  std::vector<engine::Announcement> announcements;
  for (const auto& tell : event.tells) announcements.push_back(engine::announcement_of(tell, policy_));
  NoticeTable(database_).write(order, announcements, policy_, rows);
  std::vector<std::string> names;
  for (const auto& effect : event.effects) names.push_back(effect.name);
  EffectTable(database_).write(names, rows);
  const auto* state = policy_.state(from);
  if (state != nullptr && state->destructive) ComebackTable(database_).note(rows, policy_, "restored");
}

void Merge::seal() {
  JournalTable table(database_);
  table.seal({seq_before_ + 1, table.last_seq()});
}

void Merge::merge_organisations() {
  const std::string same =
      " WHERE s.code = organisation.code AND s.type = organisation.type AND s.name = organisation.name"
      " AND s.town = organisation.town AND s.mailbox = organisation.mailbox";
  const std::int64_t outdated = database_.execute(
      "DELETE FROM organisation WHERE NOT EXISTS (SELECT 1 FROM staged_organisation s" + same + ")");
  const std::int64_t written = database_.execute(
      "INSERT INTO organisation (code, type, name, town, mailbox)"
      " SELECT s.code, s.type, s.name, s.town, s.mailbox FROM staged_organisation s"
      " WHERE NOT EXISTS (SELECT 1 FROM organisation g WHERE g.code = s.code)");
  result_.changed = std::min(outdated, written);
  result_.arrived = written - result_.changed;
  result_.vanished = outdated - result_.changed;
}

void Merge::merge_memberships() {
  const std::string same =
      " WHERE s.mailbox = membership.mailbox AND s.account = membership.account"
      " AND s.role = membership.role";
  result_.vanished = database_.execute(
      "DELETE FROM membership WHERE NOT EXISTS (SELECT 1 FROM staged_membership s" + same + ")");
  result_.arrived = database_.execute(
      "INSERT INTO membership (mailbox, account, role) SELECT DISTINCT s.mailbox, s.account, s.role"
      " FROM staged_membership s WHERE NOT EXISTS (SELECT 1 FROM membership m WHERE m.mailbox = s.mailbox"
      " AND m.account = s.account AND m.role = s.role)");
  database_.each<std::string>(
      "SELECT mailbox FROM membership WHERE role = 'owner' GROUP BY mailbox HAVING COUNT(*) >= :most",
      {{"most", kOwnersOfASite}}, [](const std::string& mailbox) {
        throw engine::StoreError("mailbox " + mailbox + " has " + std::to_string(kOwnersOfASite) +
                                 " owners or more; nothing was changed, correct the source");
      });
}

// What people put on by hand, or another feed, is not this feed's to take off. Whoever was warned before a
// hold that is taken off is warned anew: no pass may have seen it, and none will.
void Merge::merge_holds() {
  const Binds source{{"source", terms_.source}};
  database_.execute("DELETE FROM staged_seen");
  database_.execute(
      "INSERT INTO staged_seen (id) SELECT account FROM hold WHERE source = :source"
      " UNION SELECT account FROM staged_hold",
      source);
  const std::string differs =
      " WHERE s.account = h.account AND s.kind = h.kind AND s.from_at = h.from_at AND s.until_at = "
      "h.until_at AND h.source = :source)";
  const auto outdated = rules::compile(rules::ladders_under_hold(terms_.as_of));
  JournalRows released;
  released.kind = "release";
  released.cause = terms_.source;
  const std::string taken_off =
      "FROM account a WHERE a.id IN (SELECT h.account FROM hold h WHERE h.source = :source AND NOT EXISTS"
      " (SELECT 1 FROM staged_hold s" +
      differs + ")";
  released.from_where = taken_off + " AND NOT (" + outdated.sql + ")";
  result_.vanished = journal(released, source + outdated.binds).count();
  released.from_where = taken_off + " AND " + outdated.sql;
  released.epoch = "a.epoch + 1";
  const SeqRange warned = journal(released, source + outdated.binds);
  result_.vanished += warned.count();
  restart_ladders(database_, warned, Promise::kept);
  JournalRows placed;
  placed.kind = "hold";
  placed.cause = terms_.source;
  placed.from_where =
      "FROM account a WHERE a.id IN (SELECT s.account FROM staged_hold s WHERE NOT EXISTS"
      " (SELECT 1 FROM hold h" +
      differs + ")";
  result_.arrived = journal(placed, source).count();
  database_.execute("DELETE FROM hold WHERE source = :source", source);
  database_.execute(
      std::string(database_.dialect().insert_once_before) +
          "hold (account, kind, source, placed_by, reason, from_at, until_at) SELECT account, kind, :source,"
          " placed_by, reason, from_at, until_at FROM staged_hold WHERE 1 = 1" +
          std::string(database_.dialect().insert_once_after),
      source);
  const std::string count = "(SELECT COUNT(*) FROM hold h WHERE h.account = account.id)";
  database_.execute(
      spell(database_.dialect(), UpdateThose{.table = "account",
                                             .key = "id",
                                             .set = "holds = " + count + ", version = version + 1",
                                             .those = "SELECT id AS that FROM staged_seen",
                                             .where = "holds <> " + count}));
}

}  // namespace lapse::adapters::sql
