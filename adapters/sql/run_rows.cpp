#include "adapters/sql/run_rows.h"

namespace lapse::adapters::sql {
namespace {

using Text = std::string;

engine::Run::Status status_of(const std::string& name) {
  using Status = engine::Run::Status;
  for (const auto status : {Status::running, Status::finished, Status::superseded}) {
    if (engine::to_string(status) == name) return status;
  }
  return Status::failed;
}

}  // namespace

std::int64_t number_of(const engine::Permission& permission) {
  if (!permission.marking) return 2;
  return permission.destructive ? 1 : 0;
}

engine::Permission permission_of(std::int64_t number) {
  return {number == 1, number != 2};
}

std::vector<engine::Run> read_runs(Database& database, const std::string& rest, const Binds& binds) {
  std::vector<engine::Run> runs;
  database.each<Number, Number, Text, Text, Number, Text, Text, Text, Text, Number, Number, Number, Number,
                Number, Number, Number, Number>(
      "SELECT id, as_of, edition, plan, destructive, only_rule, only_account, status, actor, planned, moved, "
      "warned,"
      " dropped, notices, stops, first_seq, fence FROM run " +
          rest,
      binds,
      [&](Number id, Number as_of, const Text& edition, const Text& plan, Number destructive,
          const Text& rule, const Text& account, const Text& status, const Text& actor, Number planned,
          Number moved, Number warned, Number dropped, Number notices, Number stops, Number first_seq,
          Number fence) {
        runs.push_back({id,
                        {as_of},
                        edition,
                        plan,
                        permission_of(destructive),
                        {rule, account},
                        status_of(status),
                        actor,
                        planned,
                        moved,
                        warned,
                        dropped,
                        notices,
                        static_cast<int>(stops),
                        first_seq,
                        fence});
      });
  return runs;
}

}  // namespace lapse::adapters::sql
