// Correcting the time of last use: the only way in which idle_since may decrease (INV19).
//
// Two     One person asks, with a reason; nothing changes. Another, by operating-system identity, approves
// just
//         that content, and then all of it happens in one transaction, with a journal row for each account.
// Unwarned  A corrected account enters a new epoch: its ladder starts again, and a date told still binds. So
//         nobody is acted on who was not warned after the correction.
// Since   An account that was used, or corrected, since it was asked for is left alone and named: who
// approves
//         did not look at that.
// Errors  CorrectionRefused, with the remedy; StoreError. Nothing was changed.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "schedules/instant.h"

namespace lapse::engine {

struct CorrectionRow {
  std::string account;
  schedules::Instant last_used;  // what it is to be
  schedules::Instant was;        // when it was asked for
};

struct Correction {
  std::int64_t id = 0;
  std::string hash;  // of the rows: "sha256:..."
  schedules::Instant asked_at;
  std::string asked_by;
  std::string reason;
  schedules::Instant approved_at;  // 0: it waits
  std::string approved_by;
  std::string approval;  // reason
  std::vector<CorrectionRow> rows;
};

class CorrectionRefused : public std::runtime_error {
 public:
  enum class Kind { usage, not_permitted };
  CorrectionRefused(Kind kind, const std::string& says) : std::runtime_error(says), kind_(kind) {}
  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

struct LastUse {
  schedules::Instant created;
  schedules::Instant last_used;
  std::string state;
};

// One transaction that nobody of the engine is beside. Destroyed without commit() it changed nothing.
class CorrectionDesk {
 public:
  virtual ~CorrectionDesk() = default;
  virtual std::optional<LastUse> look(const std::string& account) = 0;  // by id
  virtual std::optional<Correction> find(std::int64_t id) = 0;
  virtual void save(Correction& correction) = 0;  // gives it its id
  // Corrects the accounts that are as they were; returns the ids of those that are not.
  virtual std::vector<std::string> apply(const Correction& correction, const std::string& edition,
                                         const std::vector<std::string>& final_states) = 0;
  virtual void commit() = 0;
};

struct CorrectionTerms {
  schedules::Instant at;
  std::string actor;
  std::string reason;
};

struct Rulebook;

// `rows` without `was`.
Correction ask_for_correction(CorrectionDesk& desk, const Rulebook& book, std::vector<CorrectionRow> rows,
                              const CorrectionTerms& terms);

struct Corrected {
  Correction correction;
  std::vector<std::string> left_alone;  // ids
};
Corrected approve_correction(CorrectionDesk& desk, const Rulebook& book, std::int64_t id,
                             const CorrectionTerms& terms);

}  // namespace lapse::engine
