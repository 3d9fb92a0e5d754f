// Taking back what a run did, set-based, found by the journal numbers of its plan (engine/undo.h).
#pragma once

#include <optional>
#include <string>

#include "adapters/sql/database.h"
#include "adapters/sql/journal_table.h"
#include "engine/records.h"
#include "engine/transaction.h"
#include "engine/undo_row.h"
#include "rules/model.h"

namespace lapse::adapters::sql {

// The template that tells of a move that was taken back.
inline constexpr std::string_view kTakenBack = "taken-back";

class UndoTable {
 public:
  explicit UndoTable(Database& database) : database_(database) {}

  void save(const engine::Run& run, const engine::Run& undone, const std::string& reason);
  std::optional<engine::RunUndo> undone_by(std::int64_t run);
  void read(const engine::Run& run, const rules::Policy& policy, const engine::Visit<engine::UndoRow>& visit);
  // Seals what it writes into the journal.
  engine::TakenBack take_back(const engine::Run& run, const engine::Run& undone, const rules::Policy& then,
                              const rules::Policy& now, engine::Chunk part);

 private:
  Database& database_;
};

}  // namespace lapse::adapters::sql
