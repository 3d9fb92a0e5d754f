#include "adapters/cli/record_state.h"

#include <unistd.h>

#include <cerrno>

#include "adapters/cli/failure.h"
#include "adapters/cli/wiring.h"

namespace lapse::adapters::cli {
namespace {

RecordState not_looked_at(const std::string& why) {
  return {std::nullopt, "the record of purges was not looked at: " + why};
}

}  // namespace

RecordState record_state(const Config& config, const engine::Store& store, schedules::Instant now) {
  const auto& path = config.purge_record.path;
  if (!path.empty() && ::access(path.c_str(), R_OK) != 0 && errno == EACCES)
    return not_looked_at(path.string() + " may not be read by this user");
  try {
    const auto record = make_purge_record(config);
    const auto found = engine::compare(store, record.get(), now);
    return {found.problem.empty(), found.problem};
  } catch (const engine::RecordError& error) {
    return {false, error.what()};
  } catch (const Refusal& refusal) {
    return not_looked_at(refusal.what());
  }
}

}  // namespace lapse::adapters::cli
