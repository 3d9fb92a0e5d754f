// Alerts as rows: written once for each rule, kind and local day; claimed and settled as notices are.
#pragma once

#include <string>
#include <vector>

#include "adapters/sql/database.h"
#include "engine/records.h"

namespace lapse::adapters::sql {

class AlertTable {
 public:
  explicit AlertTable(Database& database) : database_(database) {}

  void add(const std::vector<engine::Alert>& alerts);
  std::vector<engine::Alert> of(schedules::Day day);
  std::vector<engine::Alert> claim(schedules::Instant now, int limit);
  void settle(const std::vector<engine::Settlement>& settlements, schedules::Instant now);
  std::int64_t next_try_at();  // 0: nothing waits

 private:
  std::vector<engine::Alert> where(const std::string& condition, const Binds& binds);

  Database& database_;
};

}  // namespace lapse::adapters::sql
