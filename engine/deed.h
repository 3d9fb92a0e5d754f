// What a person does to one account: an event of the policy, a hold, a release. Whether the policy lets it
// happen, and what it changes; a person always wins over a rule.
//
// Atomic  State, journal row, record of the deed, cancelled warnings, new notices and effects: one commit.
// Order   Needs no lease: it waits for the engine's transaction to end and then is alone. An account that a
//         plan has is dropped from it by its version.
// Time    `at` is the moment of the deed, UTC seconds, never before the last pass.
// Source  E4 to E8, E10 to E12, E25; A4, A5, A8.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/views.h"
#include "engine/work.h"
#include "rules/model.h"

namespace lapse::engine {

struct Deed {
  enum class Kind { event, hold, release };
  Kind kind = Kind::event;
  std::string name;     // of the event or the hold
  std::string account;  // id
  schedules::Instant at;
  std::string actor;      // operating-system identity: "uid 1000 (jo)"
  std::string role;       // one that the policy's `by` names; empty: the person of the account
  std::string on_behalf;  // of whom it was asked
  std::string reason;
  std::string reference;                     // of the call or ticket
  std::map<std::string, std::string> given;  // what the event needs, by name: new_organisation, ...
  schedules::Instant until;                  // hold: 0 until released
  std::string override_reason;               // why it is right although others speak against it (E12)
};

// Why a deed may not be done.
struct Denial {
  std::string what;  // in two words, for tests and machines: "too late"
  std::string says;  // in full, with the remedy
  bool can_be_overridden = false;
};

// Another account that may stand in the way of a deed.
struct Other {
  std::string id;
  std::string kind;
  std::string state;
  std::string organisation;
  std::string mobile;
};

// Accounts that may be in the way of an event which says `unique` or `at_most`. Looked for before the desk is
// there: it may take seconds, and keeps nobody waiting so.
struct Candidates {
  std::vector<std::string> accounts;
  std::int64_t last_deed = INT64_MAX;  // what was done after it is not in them
};

// What is looked up for a deed, and stays so until its transaction ends.
struct DeedFacts {
  AccountView account;
  std::string site_mailbox;             // id of the shared mailbox of the account's site; empty: it has none
  std::optional<std::string> new_type;  // of given new_organisation; nullopt: there is no such organisation
  bool knows_organisations = false;     // some organisation was ever imported
  std::vector<Other> others;
};

struct DeedChange {
  std::string to_state;  // of an event; the account's own otherwise
  schedules::Instant since;
  bool fresh_life = false;   // the clock of last use starts again (A5)
  std::string organisation;  // after it
  std::string organisation_type;
  std::string administered_by;
  std::vector<Announcement> announcements;
  std::vector<std::string> effects;
  std::int64_t restorable_seconds = 0;  // in the state it comes to
};

std::vector<Denial> denials(const rules::Policy& policy, const DeedFacts& facts, const Deed& deed);
// REQUIRES that nothing denies it.
DeedChange change_of(const rules::Policy& policy, const DeedFacts& facts, const Deed& deed);

// One transaction of the service desk. Destroyed without commit() it changed nothing. Errors: StoreError.
class Desk {
 public:
  virtual ~Desk() = default;
  // By id; nullopt when there is no such account.
  virtual std::optional<DeedFacts> look(const Deed& deed, const Candidates& candidates) = 0;
  // The number of its journal row.
  virtual std::int64_t write(const Deed& deed, const DeedFacts& facts, const DeedChange& change,
                             const rules::Policy& policy, const std::string& edition) = 0;
  virtual void commit() = 0;
  // Whether this very deed was done, under that number.
  virtual bool was_done(const Deed& deed, std::int64_t number) = 0;
};

struct DeedResult {
  std::vector<Denial> denials;     // empty: it was done, or with `dry_run` could have been
  std::vector<Denial> overridden;  // denials that were let through
  std::string from_state;
  std::string to_state;
  DeedFacts facts;  // as it was found
  DeedChange change;
};

enum class DryRun { no, yes };

class Store;
struct Rulebook;

// An answer that was lost is looked up, and nothing is done twice: the deed was done once, or an error says
// that it was not.
DeedResult happen(Store& store, const Rulebook& book, const Deed& deed, DryRun dry_run = DryRun::no);

// The same with candidates that were looked for before, for many deeds at once.
DeedResult happen(Store& store, const Rulebook& book, const Deed& deed, DryRun dry_run,
                  const Candidates& known);

// Whether other accounts can speak against it: candidates are to be looked for.
bool asks_others(const rules::Policy& policy, const Deed& deed);

}  // namespace lapse::engine
