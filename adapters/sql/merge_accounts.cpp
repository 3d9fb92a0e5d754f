// The accounts feed: events of people that it shows, particulars, arrivals and absences.
#include <algorithm>
#include <array>

#include "adapters/sql/comeback_table.h"
#include "adapters/sql/feed_behind.h"
#include "adapters/sql/ladders.h"
#include "adapters/sql/merge.h"
#include "adapters/sql/notice_table.h"
#include "adapters/sql/recipients.h"
#include "adapters/sql/spelling.h"

namespace lapse::adapters::sql {
namespace {

// Columns that are taken from the feed as they are. The second group is what conditions of rules may name.
using Columns = std::array<std::string_view, 4>;
constexpr Columns kParticulars{"email", "display_name", "personal_email", "mobile"};
constexpr Columns kFacts{"kind", "organisation", "organisation_type", "administered_by"};

std::string list(const Columns& columns) {
  std::string text;
  for (const auto column : columns) text += (text.empty() ? "" : ", ") + std::string(column);
  return text;
}

std::string differ(const Columns& columns, const std::string& alias) {
  std::string text;
  for (const auto column : columns) {
    const std::string name(column);
    text += (text.empty() ? "" : " OR ") + alias + "." + name + " <> s." + name;
  }
  return "(" + text + ")";
}

// An event can be seen in a feed when the feed shows all that it needs.
bool shows(const rules::Event& event) {
  return event.name != "login" && !event.within &&
         std::ranges::all_of(event.needs, [](const std::string& need) { return need == "new_organisation"; });
}

}  // namespace

void Merge::merge_accounts() {
  if (terms_.favours_only) {
    merge_activity("staged_account");
    forget_purged();
    unreadable();
    return;
  }
  for (const auto& event : policy_.events) {
    if (shows(event) && !event.needs.empty()) believe_newer(database_, event);
  }
  correct_what_is_behind(database_);
  events_in_feed();
  merge_activity("staged_account");
  ladders_of_changed_facts();
  forget_purged();
  particulars();
  arrivals();
  absences();
  population();
}

void Merge::events_in_feed() {
  for (const auto& event : policy_.events) {
    if (!shows(event)) continue;
    for (const auto& from : event.from) {
      if (from != event.to) event_in_feed(event, from);
    }
  }
  result_.ignored_states = database_.number(
      "SELECT COUNT(*) FROM staged_account s JOIN account a ON a.id = s.id"
      " WHERE s.state <> '' AND s.state <> a.state AND s.state_since > a.state_since");
}

void Merge::event_in_feed(const rules::Event& event, const std::string& from) {
  JournalRows rows;
  rows.kind = "event";
  rows.cause = event.name;
  rows.to_state = ":to_state";
  rows.state_since = "s.state_since";
  rows.epoch = "a.epoch + 1";
  rows.promised_at = "0";
  rows.from_where =
      "FROM staged_account s CROSS JOIN account a WHERE a.id = s.id AND a.state = :from_state AND s.state = "
      ":to_state"
      " AND s.state_since > a.state_since";
  if (!event.needs.empty()) rows.from_where += " AND s.organisation <> a.organisation";
  const SeqRange written = journal(rows, {{"from_state", from}, {"to_state", event.to}});
  if (written.count() == 0) return;
  follow_event(event, from, written);
  result_.events += written.count();
  restart_ladders(database_, written, Promise::forgotten);
  // A fresh life begins where accounts begin: the clock of last use starts again there (E6, A5).
  const std::string fresh = event.to == policy_.states.front().name
                                ? ", idle_since = CASE WHEN idle_since < "
                                  "(SELECT s.state_since FROM staged_account s WHERE s.id = account.id)"
                                  " THEN (SELECT s.state_since FROM staged_account s WHERE s.id = account.id)"
                                  " ELSE idle_since END"
                                : "";
  JournalTable(database_).update_accounts(written,
                                          "state = :to_state, state_since = (SELECT s.state_since FROM "
                                          "staged_account s WHERE s.id = account.id)" +
                                              fresh,
                                          {{"to_state", event.to}});
}

// A ladder was told under other facts: it starts again, but a date once told still binds.
void Merge::ladders_of_changed_facts() {
  JournalRows rows;
  rows.kind = "correct";
  rows.cause = terms_.source;
  rows.epoch = "a.epoch + 1";
  rows.from_where =
      "FROM staged_account s CROSS JOIN account a WHERE a.id = s.id AND a.warned_step > 0 AND " +
      differ(kFacts, "a");
  restart_ladders(database_, journal(rows, {}), Promise::kept);
}

void Merge::particulars() {
  const auto gone = list_sql(final_states(policy_), "final");
  UpdateFrom update{.table = "account",
                    .source = "staged_account",
                    .assignments = {{"version", "account.version + 1"}},
                    .where = "account.state NOT IN " + gone.list + " AND (" +
                             differ(kParticulars, "account") + " OR " + differ(kFacts, "account") + ")"};
  for (const auto& columns : {kParticulars, kFacts}) {
    for (const auto column : columns) update.assignments.emplace_back(column, "s." + std::string(column));
  }
  result_.changed = database_.execute(spell(database_.dialect(), update), gone.binds);
}

void Merge::arrivals() {
  const std::string state = "CASE WHEN s.state = '' THEN :first_state ELSE s.state END";
  const std::string since = "CASE WHEN s.state_since = 0 THEN s.created_at ELSE s.state_since END";
  const std::string idle =
      "CASE WHEN s.last_login_at > s.created_at THEN s.last_login_at ELSE s.created_at END";
  const std::string from_where =
      "FROM staged_account s WHERE NOT EXISTS (SELECT 1 FROM account k WHERE k.id = s.id)";
  const Binds binds{{"first_state", policy_.states.front().name}};
  JournalRows rows;
  rows.kind = "arrive";
  rows.cause = terms_.source;
  rows.from_where = from_where;
  rows.account = "s.id";
  rows.from_state = "''";
  rows.to_state = state;
  rows.was_since = "0";
  rows.state_since = since;
  rows.idle_since = idle;
  rows.epoch = "1";
  rows.promised_at = "0";
  const SeqRange written = journal(rows, binds);
  result_.arrived = written.count();
  const std::int64_t inserted = database_.execute(
      "INSERT INTO account (id, " + list(kParticulars) + ", " + list(kFacts) +
          ", created_at, last_login_at, idle_since, idle_floor, state, state_since, epoch, version, "
          "warned_step, "
          "warned_rule,"
          " promised_at, handed_at, holds, missing_since)"
          " SELECT s.id, s.email, s.display_name, s.personal_email, s.mobile, s.kind, s.organisation,"
          " s.organisation_type, s.administered_by, s.created_at, s.last_login_at, " +
          idle + ", " + idle + ", " + state + ", " + since +
          ", 1, 1, 0, '', 0, 0, (SELECT COUNT(*) FROM hold h WHERE h.account = s.id), 0 " + from_where,
      binds);
  if (inserted != result_.arrived)
    throw engine::StoreError("arrivals and their journal differ; nothing was changed");
  result_.recreated = ComebackTable(database_).recognise(written, policy_, terms_.as_of.seconds, key_);
}

// The export still has somebody who was purged: what it says of him is not kept, here neither.
void Merge::forget_purged() {
  const auto gone = list_sql(final_states(policy_), "final");
  std::vector<std::vector<rules::Value>> ids;
  database_.each<std::string>("SELECT a.id FROM account a CROSS JOIN staged_account s WHERE a.state IN " +
                                  gone.list + " AND s.id = a.id",
                              gone.binds, [&ids](const std::string& id) { ids.push_back({id}); });
  database_.execute_many("DELETE FROM staged_account WHERE id = :id", {"id"}, ids);
  result_.purged = static_cast<std::int64_t>(ids.size());
}

// Nobody is acted on whom the export does not have, or has in a row that could not be read: it may say that
// he came back.
void Merge::absences() {
  if (terms_.changes_only) {
    unreadable();
  } else {
    vanished();
  }
  JournalRows rows;
  rows.cause = terms_.source;
  rows.kind = "return";
  rows.from_where =
      "FROM account a WHERE a.missing_since > 0 AND EXISTS (SELECT 1 FROM staged_account s WHERE s.id = "
      "a.id)";
  result_.returned = set_missing(journal(rows, {}), 0);
}

void Merge::vanished() {
  const auto lost = list_sql(destructive_states(policy_), "lost");
  JournalRows rows;
  rows.cause = terms_.source;
  rows.kind = "vanish";
  rows.from_where = "FROM account a WHERE a.missing_since = 0 AND a.state NOT IN " + lost.list +
                    " AND NOT EXISTS (SELECT 1 FROM staged_account s WHERE s.id = a.id)";
  result_.vanished = set_missing(journal(rows, lost.binds), terms_.as_of.seconds);
}

std::int64_t Merge::set_missing(SeqRange rows, std::int64_t since) {
  if (rows.count() == 0) return 0;
  return JournalTable(database_).update_accounts(rows, "missing_since = :since, version = version + 1",
                                                 {{"since", since}});
}

void Merge::population() {
  const auto gone = list_sql(final_states(policy_), "final");
  database_.execute(
      "UPDATE engine SET population = (SELECT COUNT(*) FROM account a WHERE a.missing_since = 0"
      " AND a.state NOT IN " +
          gone.list + ") WHERE name = 'engine'",
      gone.binds);
}

}  // namespace lapse::adapters::sql
