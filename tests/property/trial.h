// One made-up population in a store, asked in three ways what a policy does with it: in SQL, in memory, in
// words.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "adapters/sql/store.h"
#include "engine/work.h"
#include "tests/databases.h"
#include "tests/property/population.h"
#include "tests/property/reckoning.h"

namespace lapse::tests {

// Each check fails the test that is run, and names the accounts or the treatment.
class Trial {
 public:
  // How often something happened: "move RULE", "warn RULE STEP", "acts RULE", "unreachable RULE".
  using Seen = std::map<std::string, int>;

  // The policy must outlive the trial.
  Trial(const rules::Policy& policy, schedules::Instant as_of, std::uint64_t seed, int people);

  void sql_and_memory_agree() const;
  // Also: nobody is in two selections, whatever their rules and kinds.
  void words_agree(Seen& seen) const;
  void forecasts_agree(Seen& seen) const;

 private:
  using Ids = std::set<std::string>;

  void agree(const rules::Predicate& predicate, const Ids& expected) const;
  void plan(const engine::Work& work);
  Ids in_sql(const rules::Predicate& predicate) const;
  Ids in_memory(const rules::Predicate& predicate) const;
  Ids reckoned(const std::function<bool(const Inhabitant&)>& asked) const;

  const rules::Policy& policy_;
  schedules::Instant as_of_;
  Population population_;
  Reckoning reckoning_;
  TestDatabase database_;
  mutable adapters::sql::SqlStore store_;
  std::vector<engine::WorkGroup> groups_;
  std::vector<rules::Facts> facts_;
  std::map<int, Ids> planned_;  // by number of the work
};

}  // namespace lapse::tests
