#include "adapters/sql/desk.h"

#include "adapters/sql/account_rows.h"
#include "adapters/sql/candidates.h"
#include "adapters/sql/comeback_table.h"
#include "adapters/sql/deed_table.h"
#include "adapters/sql/effect_table.h"
#include "adapters/sql/feed_behind.h"
#include "adapters/sql/fence.h"
#include "adapters/sql/ladders.h"
#include "adapters/sql/notice_table.h"

namespace lapse::adapters::sql {
namespace {

using Kind = engine::Deed::Kind;

std::string_view journal_kind(Kind kind) {
  switch (kind) {
    case Kind::hold:
      return "hold";
    case Kind::release:
      return "release";
    case Kind::event:
      break;
  }
  return "event";
}

// What was given, for the record. What has to match the account is named only: it stands there, and is erased
// there.
std::string given_text(const std::map<std::string, std::string>& given) {
  std::string text;
  for (const auto& [name, value] : given) {
    const bool personal = name == "email_address" || name == "mobile_number";
    text += (text.empty() ? "" : " ") + name + (personal ? "" : "=" + value);
  }
  return text;
}

std::string text_of(Database& database, const std::string& sql, const Binds& binds) {
  std::string found;
  database.each<std::string>(sql, binds, [&](const std::string& text) { found = text; });
  return found;
}

}  // namespace

SqlDesk::SqlDesk(Database& database) : database_(database) {
  if (database_.access() == Access::read) return;
  begin_alone(database_);
  open_ = true;
}

SqlDesk::~SqlDesk() {
  if (open_) database_.rollback();
}

void SqlDesk::commit() {
  database_.commit();
  open_ = false;
}

std::optional<engine::DeedFacts> SqlDesk::look(const engine::Deed& deed,
                                               const engine::Candidates& candidates) {
  const auto found = read_account(database_, deed.account);
  if (!found) return std::nullopt;
  engine::DeedFacts facts;
  facts.account = *found;
  facts.site_mailbox = text_of(database_, "SELECT mailbox FROM organisation WHERE code = :code",
                               {{"code", found->facts.organisation}});
  facts.knows_organisations = database_.number("SELECT 1 FROM organisation LIMIT 1") == 1;
  if (const auto code = deed.given.find("new_organisation"); code != deed.given.end()) {
    database_.each<std::string>("SELECT type FROM organisation WHERE code = :code", {{"code", code->second}},
                                [&](const std::string& type) { facts.new_type = type; });
  }
  facts.others = read_others(database_, deed.account, candidates);
  return facts;
}

std::int64_t SqlDesk::write(const engine::Deed& deed, const engine::DeedFacts& facts,
                            const engine::DeedChange& change, const rules::Policy& policy,
                            const std::string& edition) {
  const SeqRange row = journal(deed, facts, change, edition);
  if (deed.kind == Kind::event) {
    note_behind(database_, facts, change);
    move(deed, change, policy, row);
  }
  if (deed.kind == Kind::hold) hold(deed);
  if (deed.kind == Kind::release) {
    release(deed);
    restart_ladders(database_, row, Promise::kept);  // told long ago, perhaps: it is told again
  }
  JournalTable(database_).seal(row, record(deed, facts, change, row));
  return row.first;
}

bool SqlDesk::was_done(const engine::Deed& deed, std::int64_t number) {
  return database_.number(
             "SELECT COUNT(*) FROM journal j JOIN deed d ON d.account = j.account AND d.seq = j.seq"
             " WHERE j.account = :account AND j.seq = :seq AND j.kind = :kind AND j.cause = :cause"
             " AND j.at = :at AND j.actor = :actor AND d.reason = :reason AND d.reference = :reference",
             {{"account", deed.account},
              {"seq", number},
              {"kind", std::string(journal_kind(deed.kind))},
              {"cause", deed.name},
              {"at", deed.at.seconds},
              {"actor", deed.actor},
              {"reason", deed.reason},
              {"reference", deed.reference}}) == 1;
}

SeqRange SqlDesk::journal(const engine::Deed& deed, const engine::DeedFacts& facts,
                          const engine::DeedChange& change, const std::string& edition) {
  JournalRows rows;
  rows.kind = journal_kind(deed.kind);
  rows.cause = deed.name;
  rows.from_where = "FROM account a WHERE a.id = :account AND a.version = :version";
  Binds binds{{"account", deed.account}, {"version", facts.account.version}};
  if (deed.kind == Kind::event) {
    rows.to_state = ":to_state";
    rows.state_since = ":since";
    rows.promised_at = "0";
    binds = binds + Binds{{"to_state", change.to_state}, {"since", change.since.seconds}};
  }
  if (deed.kind != Kind::hold) rows.epoch = "a.epoch + 1";
  const SeqRange row = JournalTable(database_).write(rows, {deed.at.seconds, edition, 0, deed.actor}, binds);
  if (row.count() == 1) return row;
  throw engine::StoreError("the account changed while it was looked at; nothing was changed, try again",
                           engine::StoreError::Kind::conflict);
}

void SqlDesk::move(const engine::Deed& deed, const engine::DeedChange& change, const rules::Policy& policy,
                   SeqRange row) {
  NoticeTable::Order order;
  order.rule = deed.name;
  order.as_of = deed.at.seconds;
  order.restorable_seconds = change.restorable_seconds;
  NoticeTable(database_).write(order, change.announcements, policy, row);
  EffectTable(database_).write(change.effects, row);
  ComebackTable(database_).note(row, policy, "restored");
  restart_ladders(database_, row, Promise::forgotten);
  std::string set =
      "state = :to_state, state_since = :since, organisation = :organisation, organisation_type = :type,"
      " administered_by = :administered_by";
  if (change.fresh_life)
    set += ", idle_since = CASE WHEN idle_since < :since THEN :since ELSE idle_since END";
  JournalTable(database_).update_accounts(row, set,
                                          {{"to_state", change.to_state},
                                           {"since", change.since.seconds},
                                           {"organisation", change.organisation},
                                           {"type", change.organisation_type},
                                           {"administered_by", change.administered_by}});
}

void SqlDesk::hold(const engine::Deed& deed) {
  database_.execute(
      "INSERT INTO hold (account, kind, source, placed_by, reason, from_at, until_at)"
      " VALUES (:account, :kind, '', :placed_by, :reason, :from_at, :until_at)",
      {{"account", deed.account},
       {"kind", deed.name},
       {"placed_by", deed.on_behalf.empty() ? deed.actor : deed.on_behalf},
       {"reason", deed.reason},
       {"from_at", deed.at.seconds},
       {"until_at", deed.until.seconds}});
  count_holds(deed);
}

void SqlDesk::release(const engine::Deed& deed) {
  const auto ended = database_.execute(
      "UPDATE hold SET until_at = :at WHERE account = :account AND kind = :kind AND source = ''"
      " AND (until_at = 0 OR until_at > :at)",
      {{"at", deed.at.seconds}, {"account", deed.account}, {"kind", deed.name}});
  if (ended == 0) {
    throw engine::StoreError("the hold " + deed.name +
                             " comes from a feed, which would put it on again: take it off there");
  }
  count_holds(deed);
}

void SqlDesk::count_holds(const engine::Deed& deed) {
  database_.execute(
      "UPDATE account SET holds = (SELECT COUNT(*) FROM hold h WHERE h.account = :account),"
      " version = version + 1 WHERE id = :account",
      {{"account", deed.account}});
}

// With where the account was and where it went (E4, E8), and why somebody did it all the same (E12).
DeedDigests SqlDesk::record(const engine::Deed& deed, const engine::DeedFacts& facts,
                            const engine::DeedChange& change, SeqRange row) {
  const auto& account = facts.account.facts;
  engine::DeedRow written;
  written.seq = row.first;
  written.account = deed.account;
  written.role = deed.role;
  written.given = given_text(deed.given);
  written.on_behalf = deed.on_behalf;
  written.reason = deed.reason;
  written.reference = deed.reference;
  written.override_reason = deed.override_reason;
  if (deed.kind == Kind::event)
    written.facts = {{"organisation", account.organisation}, {"administered_by", account.administered_by}};
  if (change.organisation != account.organisation) written.facts["new_organisation"] = change.organisation;
  if (change.administered_by != account.administered_by)
    written.facts["new_administered_by"] = change.administered_by;
  std::erase_if(written.facts, [](const auto& fact) { return fact.second.empty(); });
  return DeedTable(database_).write(std::move(written));
}

}  // namespace lapse::adapters::sql
