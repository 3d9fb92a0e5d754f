#include "adapters/cli/record_state.h"

#include "adapters/cli/failure.h"
#include "adapters/cli/wiring.h"

namespace lapse::adapters::cli {

std::optional<std::string> record_problem(const Config& config, const engine::Store& store) {
  try {
    const auto record = make_purge_record(config);
    const auto found = engine::compare(store, record.get());
    return found.problem.empty() ? std::nullopt : std::optional(found.problem);
  } catch (const engine::RecordError& error) {
    return error.what();
  } catch (const Refusal& refusal) {
    return std::string("the record of purges was not looked at: ") + refusal.what();
  }
}

}  // namespace lapse::adapters::cli
