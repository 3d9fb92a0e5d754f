#include "adapters/sql/staging.h"

#include <algorithm>

#include "adapters/sql/fence.h"
#include "adapters/sql/recipients.h"

namespace lapse::adapters::sql {
namespace {

using engine::FeedKind;

// Sent in one transaction, in values: what they take of memory, however many columns a row has.
constexpr std::size_t kBatchValues = 32'000;

// Texts longer than their column are rejects on every database, also on those that would take them.
constexpr std::size_t kKeyBytes = 254;
constexpr std::size_t kWordBytes = 64;

struct Shape {
  std::string table;
  std::vector<std::string> columns;
  std::string id;  // the column that tells whose row it is
};

std::size_t most_bytes(const std::string& column) {
  for (const auto word : {"kind", "organisation_type", "administered_by", "state", "type", "role"}) {
    if (column == word) return kWordBytes;
  }
  for (const auto text : {"display_name", "name", "town", "placed_by", "reason"}) {
    if (column == text) return std::string::npos;
  }
  return kKeyBytes;
}

const Shape& shape_of(FeedKind feed) {
  static const Shape kAccounts{"staged_account",
                               {"line", "id", "id_key", "email", "email_key", "display_name",
                                "personal_email", "mobile", "kind", "organisation", "organisation_type",
                                "administered_by", "created_at", "last_login_at", "state", "state_since"},
                               "id"};
  static const Shape kLogins{"staged_login", {"line", "id", "last_login_at"}, "id"};
  static const Shape kOrganisations{
      "staged_organisation", {"line", "code", "type", "name", "town", "mailbox"}, "code"};
  static const Shape kMemberships{"staged_membership", {"line", "mailbox", "account", "role"}, "mailbox"};
  static const Shape kHolds{
      "staged_hold", {"line", "account", "kind", "placed_by", "reason", "from_at", "until_at"}, "account"};
  switch (feed) {
    case FeedKind::accounts:
      return kAccounts;
    case FeedKind::logins:
      return kLogins;
    case FeedKind::organisations:
      return kOrganisations;
    case FeedKind::memberships:
      return kMemberships;
    case FeedKind::holds:
      break;
  }
  return kHolds;
}

std::string lower(std::string text) {  // ids and addresses are ASCII: the sources see to that
  std::ranges::transform(text, text.begin(), [](unsigned char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  });
  return text;
}

std::int64_t seconds_or_never(const std::optional<schedules::Instant>& instant) {
  return instant ? instant->seconds : 0;
}

}  // namespace

StagingTables::StagingTables(Database& database, const engine::Lease& lease, FeedKind feed,
                             engine::Intake& rejects)
    : database_(database), fence_(lease.fence), feed_(feed), rejects_(rejects) {
  atomically([this] {
    database_.execute("DELETE FROM " + shape_of(feed_).table);
    database_.execute("DELETE FROM staged_seen");
  });
}

// A connection goes on after a failure: no transaction may stay open on it.
void StagingTables::atomically(const std::function<void()>& change) {
  database_.begin();
  try {
    require_fence(database_, fence_);
    change();
    database_.commit();
  } catch (...) {
    database_.rollback();
    throw;
  }
}

void StagingTables::account(const engine::AccountRecord& record) {
  add({record.line, record.id, lower(record.id), record.email, lower(record.email), record.display_name,
       record.personal_email, record.mobile, record.kind, record.organisation, record.organisation_type,
       record.administered_by, record.created_at.seconds, seconds_or_never(record.last_login_at),
       record.state, seconds_or_never(record.state_since)});
}

void StagingTables::login(const engine::LoginRecord& record) {
  add({record.line, record.id, record.last_login_at.seconds});
}

void StagingTables::organisation(const engine::OrganisationRecord& record) {
  add({record.line, record.code, record.type, record.name, record.town, record.mailbox});
}

void StagingTables::membership(const engine::MembershipRecord& record) {
  add({record.line, record.mailbox, record.account, record.role});
}

void StagingTables::hold(const engine::HoldRecord& record) {
  add({record.line, record.account, record.hold, record.by, record.reason, record.from.seconds,
       seconds_or_never(record.until)});
}

void StagingTables::reject(const engine::Reject& reject) {
  ++rejected_;
  if (!reject.id.empty()) seen_.push_back({reject.id});
  rejects_.reject(reject);
  if (seen_.size() >= kBatchValues) flush();
}

void StagingTables::add(Row row) {
  const Shape& shape = shape_of(feed_);
  std::string id;
  std::string too_long;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const auto* text = std::get_if<std::string>(&row[i]);
    if (text == nullptr) continue;
    if (shape.columns[i] == shape.id) id = *text;
    if (text->size() > most_bytes(shape.columns[i])) too_long = shape.columns[i];
  }
  if (!too_long.empty()) {
    if (id.size() > kKeyBytes) id.clear();
    reject({std::get<std::int64_t>(row.front()), id,
            too_long + ": is longer than " + std::to_string(most_bytes(too_long)) + " bytes", id});
    return;
  }
  batch_.push_back(std::move(row));
  if (batch_.size() * shape.columns.size() >= kBatchValues) flush();
}

void StagingTables::flush() {
  atomically([this] {
    const auto& shape = shape_of(feed_);
    database_.insert(shape.table, shape.columns, batch_);
    database_.insert("staged_seen", {"id"}, seen_);
  });
  batch_.clear();
  seen_.clear();
}

// Rows of `table` (alias s) that meet the condition become rejects.
void StagingTables::take_out(const std::string& table, const std::string& id, const std::string& condition,
                             const Binds& binds, const std::string& reason) {
  std::vector<engine::Reject> found;
  const auto from_where = " FROM " + table + " s WHERE " + condition;
  database_.each<Number, std::string>(
      "SELECT s.line, s." + id + from_where + " ORDER BY s.line", binds,
      [&](Number line, const std::string& row_id) { found.push_back({line, row_id, reason, row_id}); });
  if (found.empty()) return;
  std::vector<Row> lines;
  for (const auto& one : found) lines.push_back({one.line});
  atomically(
      [&] { database_.execute_many("DELETE FROM " + table + " WHERE line = :line", {"line"}, lines); });
  for (const auto& one : found) reject(one);
}

void StagingTables::take_out_doubles() {
  const auto earlier = [](const std::string& table, const std::string& key) {
    return "EXISTS (SELECT 1 FROM " + table + " t WHERE t." + key + " = s." + key + " AND t.line < s.line)";
  };
  if (feed_ == FeedKind::accounts) {
    take_out(
        "staged_account", "id", earlier("staged_account", "id_key"), {},
        "id: an earlier row has the same id (upper and lower case count as equal); the earlier one is used");
    take_out("staged_account", "id", earlier("staged_account", "email_key"), {},
             "email: an earlier row has the same address (upper and lower case count as equal); one person, "
             "one account");
  }
  if (feed_ == FeedKind::organisations) {
    take_out("staged_organisation", "code", earlier("staged_organisation", "code"), {},
             "code: an earlier row has the same code; the earlier one is used");
  }
}

void StagingTables::take_out_unknown_states(const rules::Policy& policy) {
  std::vector<std::string> names;
  for (const auto& state : policy.states) names.push_back(state.name);
  const auto known = list_sql(names, "state");
  take_out("staged_account", "id", "s.state <> '' AND s.state NOT IN " + known.list, known.binds,
           "state: the policy does not know this state");
}

void StagingTables::take_out_unknown_holds(const rules::Policy& policy) {
  std::vector<std::string> names;
  for (const auto& hold : policy.holds) names.push_back(hold.name);
  const auto known = list_sql(names, "hold");
  take_out("staged_hold", "account", "s.kind NOT IN " + known.list, known.binds,
           "hold: the policy does not know this hold");
}

std::int64_t StagingTables::vanishing(const rules::Policy& policy) {
  const auto lost = list_sql(destructive_states(policy), "lost");
  return database_.number("SELECT COUNT(*) FROM account a WHERE a.missing_since = 0 AND a.state NOT IN " +
                              lost.list +
                              " AND NOT EXISTS (SELECT 1 FROM staged_account s WHERE s.id = a.id)"
                              " AND NOT EXISTS (SELECT 1 FROM staged_seen s WHERE s.id = a.id)",
                          lost.binds);
}

// Mailboxes and services do not sign in.
void StagingTables::count_missing(engine::StagingResult& result) {
  const Binds kinds{{"user", std::string("user")}, {"guest", std::string("guest")}};
  const std::string people = "SELECT COUNT(*) FROM staged_account WHERE kind IN (:user, :guest)";
  result.people = database_.number(people, kinds);
  result.without_login = database_.number(people + " AND last_login_at = 0", kinds);
  result.without_state = database_.number("SELECT COUNT(*) FROM staged_account WHERE state = ''");
}

std::int64_t StagingTables::newest() {
  switch (feed_) {
    case FeedKind::accounts:
      return std::max({database_.number("SELECT COALESCE(MAX(last_login_at), 0) FROM staged_account"),
                       database_.number("SELECT COALESCE(MAX(created_at), 0) FROM staged_account"),
                       database_.number("SELECT COALESCE(MAX(state_since), 0) FROM staged_account")});
    case FeedKind::logins:
      return database_.number("SELECT COALESCE(MAX(last_login_at), 0) FROM staged_login");
    case FeedKind::organisations:
    case FeedKind::memberships:
    case FeedKind::holds:
      break;
  }
  return 0;
}

engine::StagingResult StagingTables::finish(const rules::Policy& policy) {
  flush();
  take_out_doubles();
  if (feed_ == FeedKind::accounts) take_out_unknown_states(policy);
  if (feed_ == FeedKind::holds) take_out_unknown_holds(policy);
  flush();
  engine::StagingResult result;
  result.rows = database_.number("SELECT COUNT(*) FROM " + shape_of(feed_).table);
  result.rejected = rejected_;
  result.data_at = {newest()};
  const bool has_logins = feed_ == FeedKind::accounts || feed_ == FeedKind::logins;
  if (has_logins) {
    result.logins_at = {
        database_.number("SELECT COALESCE(MAX(last_login_at), 0) FROM " + shape_of(feed_).table)};
  }
  if (feed_ == FeedKind::accounts) {
    result.vanishing = vanishing(policy);
    count_missing(result);
  }
  return result;
}

}  // namespace lapse::adapters::sql
