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
  void read(const engine::Run& run, const engine::Visit<engine::PlanRow>& visit);
  void drop(const engine::Run& run, const engine::Stop& stop, const std::vector<int>& works);
  void forget_other_runs(std::int64_t run);
  std::vector<engine::PlanSpan> spans(std::int64_t run);

 private:
  Database& database_;
};

}  // namespace lapse::adapters::sql
