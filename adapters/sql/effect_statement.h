// Effects as statements on another database: one statement, its parameters bound, in a transaction of its
// own.
//
// Outcome  Committed is done, however many rows it changed; the receipt says how many. A failure before the
// commit
//          changed nothing: try again. A commit whose answer was lost: perhaps done, try again.
// Threads  One at a time. One connection, opened for the first effect and kept until something goes wrong.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/sql/database.h"
#include "engine/ports.h"

namespace lapse::adapters::sql {

struct EffectSettings {
  std::string url;
  std::string password;  // of the user in it; empty: none is needed
  std::string statement;
};

// What is wrong with a statement as it is written ("has no parameter ':acount'; ..."); nullopt for nothing.
// It has to name :account, or it would do the same to everybody.
std::optional<std::string> effect_statement_problem(const std::string& statement);

class EffectStatement : public engine::Performer {
 public:
  // Throws StoreError for a database or a statement that cannot be right. Does not connect.
  explicit EffectStatement(const EffectSettings& settings);

  engine::Receipt perform(const engine::Effect& effect) override;

 private:
  Target target_;
  std::string statement_;
  std::vector<std::string> names_;  // of the parameters that it has, once each
  std::unique_ptr<Database> database_;
};

}  // namespace lapse::adapters::sql
