// What a source hands in: records in the canonical shape, one by one, and what it could not read.
//
// A source calls an Intake in the order of its rows and never holds more than one row in memory. It throws
// SourceError when the whole source cannot be trusted (missing, empty, unreadable header, ends inside a
// quoted field); then nothing of it is used. A single bad row is a Reject, and the rows around it are used.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>

#include "schedules/instant.h"

namespace lapse::engine {

struct AccountRecord {
  std::int64_t line = 0;  // of the source, 1-based, where the row begins
  std::string id;
  std::string email;
  std::string display_name;
  std::string kind;  // user, shared, service, guest
  std::string organisation;
  std::string organisation_type;
  std::string administered_by;
  std::string personal_email;
  std::string mobile;
  schedules::Instant created_at;
  std::optional<schedules::Instant> last_login_at;
  std::string state;  // empty: the source does not say
  std::optional<schedules::Instant> state_since;
};

struct LoginRecord {  // one row of a sign-in export
  std::int64_t line = 0;
  std::string id;
  schedules::Instant last_login_at;
};

struct OrganisationRecord {
  std::int64_t line = 0;
  std::string code;
  std::string type;
  std::string name;
  std::string town;
  std::string mailbox;  // account id of the site's shared mailbox; may be empty
};

struct MembershipRecord {
  std::int64_t line = 0;
  std::string mailbox;
  std::string account;
  std::string role;  // owner, member
};

struct HoldRecord {  // while it is on, no rule moves the account
  std::int64_t line = 0;
  std::string account;
  std::string hold;  // a hold of the policy: long_absence, legal
  std::string by;
  std::string reason;
  schedules::Instant from;
  std::optional<schedules::Instant> until;  // nullopt: until released
};

struct Reject {
  std::int64_t line = 0;
  std::string id;       // of the row, where it could be read; such an account does not count as vanished
  std::string reason;   // "created_at: '31/12/2025' is not an instant; write 2025-12-31T00:00:00Z"
  std::string text;     // the row as it stands, at most 4096 bytes
  bool absurd = false;  // for a date that cannot be: before 1990, in the future
};

class Intake {
 public:
  virtual ~Intake() = default;
  virtual void begin() {}  // from the first row, perhaps again: what was handed over before counts no longer
  virtual void account(const AccountRecord& record) = 0;
  virtual void login(const LoginRecord& record) = 0;
  virtual void organisation(const OrganisationRecord& record) = 0;
  virtual void membership(const MembershipRecord& record) = 0;
  virtual void hold(const HoldRecord& record) = 0;
  virtual void reject(const Reject& reject) = 0;
};

class SourceError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;  // names the file, the line and the remedy
};

}  // namespace lapse::engine
