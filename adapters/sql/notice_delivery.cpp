// Claiming and settling: the part of the outbox that a notifier's answers go through.
#include <algorithm>

#include "adapters/sql/erasure.h"
#include "adapters/sql/notice_table.h"
#include "adapters/sql/recipients.h"
#include "engine/digest.h"

namespace lapse::adapters::sql {
namespace {

rules::Recipient recipient_of(const std::string& name) {
  for (const auto recipient : rules::kRecipients) {
    if (rules::to_string(recipient) == name) return recipient;
  }
  throw engine::StoreError("notice for an unknown recipient '" + name +
                           "'; was the database made by a newer lapse?");
}

// Equal for every attempt at one notice, on every machine.
std::string message_id(const engine::Notice& notice, const std::string& recipient) {
  engine::Digest digest;
  digest.field(notice.account).field(notice.epoch).field(notice.rule).field(notice.send);
  digest.field(std::int64_t{notice.step}).field(recipient).field(notice.address);
  return digest.hex().substr(std::string_view("sha256:").size(), 32);
}

std::string state_after(const engine::Settlement& settlement) {
  using Outcome = engine::Receipt::Outcome;
  if (settlement.receipt.outcome == Outcome::handed) return "handed";
  if (settlement.dead || settlement.receipt.outcome == Outcome::never) return "dead";
  return settlement.receipt.outcome == Outcome::ambiguous ? "ambiguous" : "queued";
}

}  // namespace

void NoticeTable::find_mailboxes(engine::Notice& notice) {
  if (notice.step > 0) return;  // a warning leaves the account where it is
  database_.each<std::string>(
      "SELECT b.email FROM membership m CROSS JOIN account b WHERE m.account = :account AND b.id = m.mailbox"
      " AND b.email <> '' ORDER BY b.email",
      {{"account", notice.account}},
      [&notice](const std::string& email) { notice.mailboxes.push_back(email); });
}

std::vector<NoticeTable::Claimed> NoticeTable::due(schedules::Instant now, int limit,
                                                   const rules::Policy& policy) {
  using Text = std::string;
  std::vector<Claimed> page;
  const auto today = policy.zone.day_of(now);
  const auto routed = route_value_sql(policy);
  database_.each<Number, Text, Number, Text, Text, Number, Text, Text, Text, Text, Number, Number, Number,
                 Number, Number, Text, Text, Text, Number, Number>(
      "SELECT n.number, n.account, n.epoch, n.rule, n.send, n.step, n.recipient, n.address, n.about, n.name, "
      "n.as_of,"
      " n.date_at, n.lead_days, n.restorable_until, n.attempts, a.organisation, " +
          routed.expression +
          ","
          " COALESCE(g.name, ''), a.epoch, a.promised_at"
          " FROM notice n JOIN account a ON a.id = n.account LEFT JOIN organisation g ON g.code = "
          "a.organisation"
          " WHERE n.state IN ('queued', 'ambiguous') AND n.next_try_at <= :now ORDER BY n.state, "
          "n.next_try_at, "
          "n.number"
          " LIMIT :most",
      routed.binds + Binds{{"now", now.seconds}, {"most", std::int64_t{limit}}},
      [&](Number number, const Text& account, Number epoch, const Text& rule, const Text& send, Number step,
          const Text& recipient, const Text& address, const Text& about, const Text& name, Number as_of,
          Number date_at, Number lead_days, Number restorable_until, Number attempts,
          const Text& organisation, const Text& route, const Text& organisation_name, Number account_epoch,
          Number promised_at) {
        engine::Notice notice;
        notice.number = number;
        notice.account = account;
        notice.epoch = epoch;
        notice.rule = rule;
        notice.send = send;
        notice.step = static_cast<int>(step);
        notice.recipient = recipient_of(recipient);
        notice.address = address;
        notice.about = about;
        notice.name = name;
        notice.organisation = organisation;
        notice.organisation_name = organisation_name;
        notice.team = policy.team_of(route);
        notice.as_of = {as_of};
        notice.attempts = static_cast<int>(attempts) + 1;
        notice.id = message_id(notice, recipient);
        if (restorable_until > 0) notice.restorable_until = schedules::Instant{restorable_until};
        Claimed claimed{notice, 0, step > 0 && epoch != account_epoch};
        if (step > 0) {
          // Handed over late, the day told moves back with it, and never before one that was told already.
          const auto lead = policy.zone.midnight(today + static_cast<int>(lead_days));
          claimed.told = std::max({date_at, promised_at, static_cast<Number>(lead.seconds)});
          claimed.notice.date = policy.zone.day_of({claimed.told});
        }
        page.push_back(std::move(claimed));
      });
  for (auto& claimed : page) find_mailboxes(claimed.notice);
  return page;
}

std::vector<engine::Notice> NoticeTable::claim(schedules::Instant now, int limit,
                                               const rules::Policy& policy) {
  database_.execute(
      "UPDATE notice SET state = 'ambiguous', detail = 'the engine ended before the answer'"
      " WHERE state = 'sending'");
  std::vector<engine::Notice> notices;
  std::vector<std::vector<rules::Value>> sending;
  std::vector<std::vector<rules::Value>> overtaken;
  for (auto& claimed : due(now, limit, policy)) {
    if (claimed.overtaken) {
      overtaken.push_back({claimed.notice.number});
      continue;
    }
    sending.push_back({claimed.told, claimed.notice.number});
    notices.push_back(std::move(claimed.notice));
  }
  database_.execute_many(
      "UPDATE notice SET state = 'cancelled', detail = 'the account has moved on'"
      " WHERE number = :number",
      {"number"}, overtaken);
  database_.execute_many(
      "UPDATE notice SET state = 'sending', attempts = attempts + 1, date_at = :told"
      " WHERE number = :number",
      {"told", "number"}, sending);
  return notices;
}

void NoticeTable::settle(const std::vector<engine::Settlement>& settlements, schedules::Instant now) {
  std::vector<std::vector<rules::Value>> rows;
  for (const auto& settlement : settlements) {
    const std::string state = state_after(settlement);
    rows.push_back({state, state == "handed" ? now.seconds : std::int64_t{0}, settlement.retry_at.seconds,
                    settlement.receipt.detail, settlement.number});
  }
  // What was cancelled while it was on the wire stays cancelled: its date counts for nothing any more.
  database_.execute_many(
      "UPDATE notice SET state = :state, handed_at = :handed, next_try_at = :retry, detail = :detail"
      " WHERE number = :number AND state = 'sending'",
      {"state", "handed", "retry", "detail", "number"}, rows);
  end_ladder_steps(settlements, now);
  std::vector<std::int64_t> numbers;
  for (const auto& settlement : settlements) numbers.push_back(settlement.number);
  erase_settled(database_, numbers);
}

void NoticeTable::end_ladder_steps(const std::vector<engine::Settlement>& settlements,
                                   schedules::Instant now) {
  std::vector<std::vector<rules::Value>> promised;
  std::vector<std::vector<rules::Value>> settled;
  for (const auto& settlement : settlements) {
    const std::string state = state_after(settlement);
    if (settlement.told.seconds == 0) continue;
    // A day told binds us even where the answer was lost: it may have been read.
    if (state != "queued") promised.push_back({settlement.told.seconds, settlement.number});
    if (state == "handed" || state == "dead") settled.push_back({now.seconds, settlement.number});
  }
  const std::string those =
      " WHERE id = (SELECT n.account FROM notice n WHERE n.number = :number)"
      " AND epoch = (SELECT n.epoch FROM notice n WHERE n.number = :number)";
  database_.execute_many(
      "UPDATE account SET promised_at = :told, version = version + 1" + those + " AND promised_at < :told",
      {"told", "number"}, promised);
  const std::string of_step =
      "(SELECT 1 FROM notice n WHERE n.account = account.id AND n.epoch = account.epoch"
      " AND n.rule = account.warned_rule AND n.step = account.warned_step AND n.state ";
  database_.execute_many("UPDATE account SET handed_at = :now, version = version + 1" + those +
                             " AND warned_step > 0 AND handed_at = 0 AND NOT EXISTS " + of_step +
                             "IN ('queued', 'ambiguous', 'sending')) AND EXISTS " + of_step + "= 'handed')",
                         {"now", "number"}, settled);
}

}  // namespace lapse::adapters::sql
