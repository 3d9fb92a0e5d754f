// Saved plans and their approvals as rows; and the transaction of a person who saves or approves one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/sql/database.h"
#include "engine/saved_plan.h"

namespace lapse::adapters::sql {

class SavedPlanTable {
 public:
  explicit SavedPlanTable(Database& database) : database_(database) {}

  std::optional<engine::SavedPlan> find(std::int64_t number);
  std::vector<engine::SavedPlan> waiting(schedules::Instant saved_after);
  std::vector<engine::Approval> approvals_of(std::int64_t number);
  // StoreError (conflict) when it was applied already.
  void applied(std::int64_t number, std::int64_t run);

 private:
  std::vector<engine::SavedPlan> where(const std::string& condition, const Binds& binds);

  Database& database_;
};

class SqlShelf : public engine::Shelf {
 public:
  // Waits for the transaction that is under way, and keeps others out until the end of this one.
  explicit SqlShelf(Database& database);
  ~SqlShelf() override;
  SqlShelf(const SqlShelf&) = delete;
  SqlShelf& operator=(const SqlShelf&) = delete;

  void add(engine::SavedPlan& saved) override;
  std::int64_t plan(const engine::SavedPlan& saved, const engine::Work& work, const rules::Policy& policy,
                    std::int64_t rows_before) override;
  void read(const engine::SavedPlan& saved, const engine::Visit<engine::PlanRow>& visit) override;
  void save(const engine::SavedPlan& saved) override;
  void approve(const engine::Approval& approval) override;
  void forget_rows(schedules::Instant before) override;
  void commit() override;

 private:
  Database& database_;
  bool open_ = true;
};

}  // namespace lapse::adapters::sql
