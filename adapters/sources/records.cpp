#include "adapters/sources/records.h"

#include <cstddef>
#include <string>
#include <utility>

#include "adapters/sources/field_text.h"
#include "adapters/sources/fields.h"

namespace lapse::adapters::sources {

void Records::read(const Row& row) {
  std::string problem = row.wrong;
  absurd_ = false;
  if (problem.empty()) problem = read_as(row);
  if (!problem.empty()) intake_.reject({row.line, readable_id(row), std::move(problem), row.text, absurd_});
}

std::string Records::read_as(const Row& row) {
  switch (feed_) {
    case Feed::accounts:
      return read_account(row);
    case Feed::logins:
      return read_login(row);
    case Feed::organisations:
      return read_organisation(row);
    case Feed::memberships:
      return read_membership(row);
    case Feed::holds:
      return read_hold(row);
  }
  return {};
}

std::string Records::read_account(const Row& row) {
  namespace column = account_column;
  Fields fields{row, header_, instants_};
  engine::AccountRecord record;
  record.line = row.line;
  record.id = fields.id(column::id);
  record.email = fields.email(column::email);
  record.display_name = fields.long_text(column::display_name);
  record.kind = fields.one_of(column::kind, {"user", "shared", "service", "guest"});
  record.organisation = fields.text(column::organisation);
  record.organisation_type = fields.text(column::organisation_type);
  record.administered_by = fields.text(column::administered_by);
  record.personal_email = fields.text(column::personal_email);
  record.mobile = fields.text(column::mobile);
  record.created_at = fields.instant(column::created_at);
  record.last_login_at = fields.instant_or_empty(column::last_login_at);
  record.state = fields.text(column::state);
  record.state_since = fields.instant_or_empty(column::state_since);
  if (record.state.empty() && record.state_since)
    fields.refuse(column::state_since, "is given without a state");
  if (fields.problem().empty()) intake_.account(record);
  absurd_ = fields.absurd();
  return fields.problem();
}

std::string Records::read_login(const Row& row) {
  namespace column = login_column;
  Fields fields{row, header_, instants_};
  const engine::LoginRecord record{row.line, fields.id(column::id), fields.instant(column::last_login_at)};
  if (fields.problem().empty()) intake_.login(record);
  absurd_ = fields.absurd();
  return fields.problem();
}

std::string Records::read_organisation(const Row& row) {
  namespace column = organisation_column;
  Fields fields{row, header_, instants_};
  const engine::OrganisationRecord record{
      row.line,
      fields.id(column::code),
      fields.some_text(column::type),
      fields.long_text(column::name),
      fields.long_text(column::town),
      fields.is_empty(column::mailbox) ? std::string{} : fields.id(column::mailbox)};
  if (fields.problem().empty()) intake_.organisation(record);
  return fields.problem();
}

std::string Records::read_membership(const Row& row) {
  namespace column = membership_column;
  Fields fields{row, header_, instants_};
  const engine::MembershipRecord record{row.line, fields.id(column::mailbox), fields.id(column::account),
                                        fields.one_of(column::role, {"owner", "member"})};
  if (fields.problem().empty()) intake_.membership(record);
  return fields.problem();
}

std::string Records::read_hold(const Row& row) {
  namespace column = hold_column;
  Fields fields{row, header_, instants_};
  engine::HoldRecord record;
  record.line = row.line;
  record.account = fields.id(column::account);
  record.hold = fields.id(column::hold);
  record.by = fields.some_text(column::by);
  record.reason = fields.some_text(column::reason);
  record.from = fields.planned_instant(column::from);
  if (!fields.is_empty(column::until)) record.until = fields.planned_instant(column::until);
  if (record.until && *record.until <= record.from) fields.refuse(column::until, "is not after from");
  if (fields.problem().empty()) intake_.hold(record);
  return fields.problem();
}

// What names the row: its account, organisation or mailbox is the first column of every feed.
std::string Records::readable_id(const Row& row) const {
  const auto field = header_.field(0);
  if (!field || *field >= row.width || *field >= row.fields.size()) return {};
  const std::string& id = row.fields[*field];
  return wrong_with_id(id).empty() ? id : std::string{};
}

}  // namespace lapse::adapters::sources
