// Policy tests as checked values: little stories that a policy has to end as they say. `lapse test` tells
// them.
//
// Made by rules/parse_policy_test.h only. Every rule, state, event and hold named is one of the policy; lists
// keep the order of the text. Times are UTC; days are those of the policy's zone.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rules/model.h"
#include "schedules/day.h"
#include "schedules/instant.h"

namespace lapse::rules {

// An account as the story finds it. Instants are 0 where there is none.
struct TestAccount {
  std::string name;  // also its id
  Place place;
  std::string kind;
  std::string organisation;
  std::string organisation_type;
  std::string administered_by;
  std::string state;  // empty: where accounts start
  schedules::Instant created;
  schedules::Instant last_used;
  schedules::Instant since;  // of the state
  bool personal_email = true;
  bool mobile = true;
  std::string mobile_number;  // empty: one of its own
  bool warned = false;        // all steps of its rule's ladder were handed in time
};

// Many accounts that are alike, and so many others that are in use.
struct TestCrowd {
  int count = 0;
  TestAccount each;
  int organisations = 1;  // over which they are spread evenly
  int plus_active = 0;
};

struct TestSite {
  std::string code;
  std::string type;
  std::string mailbox;  // an account of the story, or none
  std::vector<std::string> owners;
  std::vector<std::string> members;
};

struct Happening {
  enum class Kind { event, hold, release, engine_stopped, logins_stale };
  Kind kind = Kind::event;
  Place place;
  schedules::Instant at;     // or from when
  schedules::Instant until;  // of what lasts
  std::string name;          // of the event or the hold
  std::string account;
  std::string by;                            // in which role; empty: one that may
  std::map<std::string, std::string> given;  // what the event needs, where it is not simply right
  std::string override_reason;               // empty: none
  std::string refused;                       // why it must be refused: "too late"; empty: it must succeed
};

struct SentItem {  // "ann soon-deleted 14 for 2026-08-03 to mobile and site_owner"
  Place place;
  std::string account;
  std::string send;
  int step = 0;                      // 0: not a warning
  std::optional<schedules::Day> on;  // the date told; nullopt: any
  std::vector<Recipient> to;         // exactly these; empty: anybody
};

struct CountExpected {
  Place place;
  std::string state;
  std::int64_t accounts = 0;
};

struct StateExpected {
  Place place;
  std::string account;
  std::string state;
};

struct StopExpected {
  Place place;
  std::string rule;  // empty: none is stopped
  std::optional<std::int64_t> would_have;
  std::optional<std::int64_t> limit;
};

// How things stand at the end of a day. What is not named is not asked for.
struct Expectation {
  schedules::Day day;
  Place place;
  std::vector<StateExpected> states;
  std::vector<CountExpected> counts;
  std::optional<std::vector<SentItem>> sent;  // exactly these, in any order
  Place sent_place;
  std::optional<StopExpected> stopped;
};

struct PolicyTest {
  std::string name;
  Place place;
  std::vector<TestAccount> accounts;
  std::vector<TestCrowd> crowds;
  std::vector<TestSite> sites;
  std::vector<Happening> happens;    // by time
  std::vector<Expectation> expects;  // by day, at least one
};

}  // namespace lapse::rules
