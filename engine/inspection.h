// What the database says about itself, for those who look after it: product, role, replicas, sizes, use of
// indexes.
//
// nullopt is "not known", and never zero: `unknown` says why, where there is something to be done about it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schedules/instant.h"

namespace lapse::engine {

inline constexpr std::int64_t kLagConcernSeconds = 60;

enum class Role { alone, primary, standby };

std::string_view to_string(Role role);

struct Replica {
  std::string name;
  std::string state;     // in the words of the database; empty: hidden from this user
  bool follows = false;  // as it should: neither gone, nor still catching up
  bool synchronous = false;
  std::optional<std::int64_t> lag_bytes;
  std::optional<std::int64_t> lag_seconds;
};

struct TableSize {
  std::string name;
  std::optional<std::int64_t> rows;  // an estimate
  std::optional<std::int64_t> bytes;
  std::optional<std::int64_t> index_bytes;
};

struct IndexUse {
  std::string table;
  std::string name;
  std::optional<std::int64_t> uses;  // scans, or rows read through it: what the database counts
};

struct MissingIndex {
  std::string name;
  std::string statement;  // that makes it
};

struct Unknown {
  std::string what;
  std::string why;
};

struct Inspection {
  std::string product;
  std::string version;
  std::string place;
  int hosts = 1;  // that the configuration names, in the order to try
  Role role = Role::alone;
  bool writable = true;
  bool follows = true;                      // of a standby: it gets and applies what its primary writes
  std::optional<std::int64_t> lag_seconds;  // of a standby, behind its primary
  std::vector<Replica> replicas;
  std::optional<std::int64_t> bytes;  // of the whole database
  std::vector<TableSize> tables;      // those of the schema
  std::vector<IndexUse> indexes;
  schedules::Instant uses_since;  // 0: not known
  std::vector<MissingIndex> missing_indexes;
  std::vector<Unknown> unknown;
  std::string against_loss;  // how a replica becomes synchronous
};

struct Concern {
  std::string says;         // with the remedy
  bool stops_runs = false;  // nothing can be carried out until it is seen to
};

// What a person should see to.
std::vector<Concern> concerns(const Inspection& database);

}  // namespace lapse::engine
