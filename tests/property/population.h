// A made-up population whose facts lie on the boundaries of a policy's rules and right beside them.
//
// Equal policy, instant, seed and size give an equal population, on every machine.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "adapters/sql/database.h"
#include "rules/model.h"
#include "schedules/instant.h"

namespace lapse::tests {

struct Inhabitant {
  std::string id;
  std::string state;
  std::string kind;
  std::string organisation;
  std::string organisation_type;
  std::string administered_by;
  std::string email;
  std::string personal_email;
  std::string mobile;
  std::string display_name;
  std::int64_t created_at = 0;
  std::int64_t last_login_at = 0;
  std::int64_t idle_since = 0;
  std::int64_t state_since = 0;
  std::int64_t warned_step = 0;
  std::string warned_rule;
  std::int64_t promised_at = 0;
  std::int64_t handed_at = 0;
  std::int64_t missing_since = 0;
  struct Hold {
    std::int64_t from = 0;
    std::int64_t until = 0;  // 0: until released
  };
  std::vector<Hold> holds;
};

struct Site {
  std::string code;
  std::string mailbox;
};

struct Member {
  std::string mailbox;
  std::string account;
  std::string role;
};

struct Population {
  std::vector<Inhabitant> accounts;
  std::vector<Site> sites;
  std::vector<Member> members;
};

Population make_population(const rules::Policy& policy, schedules::Instant as_of, std::uint64_t seed,
                           int size);

void write(const Population& population, adapters::sql::Database& database);

}  // namespace lapse::tests
