// What can be looked at without being changed: an account with its facts, its notices, counts, blocks of the
// journal.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "rules/evaluate.h"
#include "schedules/instant.h"

namespace lapse::engine {

struct NoticeView {
  std::int64_t epoch = 0;
  std::string rule;
  std::string send;
  int step = 0;
  std::string recipient;
  std::string address;
  std::string state;  // queued, sending, ambiguous, handed, cancelled, dead
  schedules::Instant as_of;
  schedules::Instant date;  // told; 0 for none
  schedules::Instant handed_at;
  std::string detail;
};

struct AccountView {
  rules::Facts facts;
  std::string email;
  std::string mobile;
  std::string display_name;
  std::string organisation_name;
  schedules::Instant created_at;
  schedules::Instant last_login_at;  // 0: never
  std::int64_t epoch = 0;
  std::int64_t version = 0;
  std::vector<std::string> hold_kinds;  // beside facts.holds
};

// What a person did, beside the journal row that it caused.
struct DeedView {
  std::int64_t seq = 0;
  schedules::Instant at;
  std::string kind;  // event, hold, release
  std::string name;  // of the event or the hold
  std::string actor;
  std::string role;       // empty: the person of the account
  std::string on_behalf;  // of whom it was asked; this and the next two are empty after a purge
  std::string reason;
  std::string reference;
  std::string given;                                       // names only, where it is personal
  std::vector<std::pair<std::string, std::string>> facts;  // JOURNAL.md, by name
};

struct StateCount {
  std::string state;
  std::string organisation_type;
  std::int64_t accounts = 0;
};

struct Queue {
  std::int64_t queued = 0;
  std::int64_t ambiguous = 0;
  std::int64_t dead = 0;
  std::int64_t handed = 0;
  std::int64_t cancelled = 0;
};

struct Block {
  std::int64_t number = 0;
  std::int64_t first = 0;  // journal seq
  std::int64_t last = 0;
  std::int64_t size = 0;  // rows; some numbers between first and last may belong to nobody
  std::string digest;
};

}  // namespace lapse::engine
