// Corrections of the time of last use in SQL: engine::CorrectionDesk, on a connection of its own.
#pragma once

#include <memory>

#include "adapters/sql/database.h"
#include "engine/correction.h"

namespace lapse::adapters::sql {

class SqlCorrectionDesk : public engine::CorrectionDesk {
 public:
  // Waits for the transaction that is under way, and keeps others out until the end of this one.
  explicit SqlCorrectionDesk(Database& database);
  ~SqlCorrectionDesk() override;
  SqlCorrectionDesk(const SqlCorrectionDesk&) = delete;
  SqlCorrectionDesk& operator=(const SqlCorrectionDesk&) = delete;

  std::optional<engine::LastUse> look(const std::string& account) override;
  std::optional<engine::Correction> find(std::int64_t id) override;
  void save(engine::Correction& correction) override;
  std::vector<std::string> apply(const engine::Correction& correction, const std::string& edition,
                                 const std::vector<std::string>& final_states) override;
  void commit() override;

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace lapse::adapters::sql
