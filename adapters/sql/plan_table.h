// Plans as rows: who a run is to touch, written and read inside the database.
#pragma once

#include <vector>

#include "adapters/sql/database.h"
#include "engine/plan.h"
#include "engine/records.h"
#include "engine/store.h"
#include "rules/model.h"

namespace lapse::adapters::sql {

class PlanTable {
 public:
  explicit PlanTable(Database& database) : database_(database) {}

  // The rows a piece of work selects now, in the order of their accounts, without writing them.
  void select(const engine::Work& work, const rules::Policy& policy,
              const engine::Visit<engine::PlanRow>& visit);

  std::int64_t add(const engine::Run& run, const engine::Work& work, const rules::Policy& policy,
                   std::int64_t rows_before);
  // Those of a saved plan's rows that are still as it saw them and that the work selects.
  std::int64_t add_again(const engine::Run& run, const engine::Work& work, const rules::Policy& policy,
                         const engine::SavedRows& saved, std::int64_t rows_before);
  // The same, without writing them, in the order of their accounts.
  void select_again(const engine::Work& work, const rules::Policy& policy, const engine::SavedRows& saved,
                    const engine::Visit<engine::PlanRow>& visit);
  std::vector<std::string> dropped_out(const engine::Run& run, std::int64_t plan, int most);
  void read(const engine::Run& run, const engine::Visit<engine::PlanRow>& visit);
  void drop(const engine::Run& run, const engine::Stop& stop, const std::vector<int>& works);
  void forget_other_runs(std::int64_t run);
  std::vector<engine::PlanSpan> spans(std::int64_t run);

 private:
  Database& database_;
};

}  // namespace lapse::adapters::sql
