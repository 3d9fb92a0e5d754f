#include "adapters/cli/as_of.h"

#include "adapters/cli/failure.h"

namespace lapse::adapters::cli {

schedules::Instant standing_at(const Clocks& clocks) {
  return clocks.engine.simulated ? clocks.engine.last_as_of : clocks.wall;
}

schedules::Instant as_of_to_read(const std::optional<schedules::Instant>& asked, const engine::Rulebook& book,
                                 const Clocks& clocks) {
  if (asked) return *asked;
  return clocks.engine.simulated ? engine::next_wakeup(book, clocks.engine.last_as_of) : clocks.wall;
}

schedules::Instant as_of_to_write(const std::optional<schedules::Instant>& asked,
                                  const engine::Rulebook& book, const Clocks& clocks) {
  if (asked && !clocks.engine.simulated) {
    throw Refusal(
        ExitCode::usage,
        "--as-of: this database lives in real time, and a run at another instant could delete too early; "
        "use it with --dry-run or 'lapse plan', or on a database made with 'lapse init --simulated-clock'");
  }
  if (asked && *asked < clocks.engine.last_as_of) {
    throw Refusal(ExitCode::usage, "--as-of: time does not go back; the last run was at " +
                                       schedules::to_string(clocks.engine.last_as_of));
  }
  return as_of_to_read(asked, book, clocks);
}

std::optional<schedules::Instant> parse_instant_option(const std::string& option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto instant = schedules::parse_instant(text);
  if (instant) return instant;
  throw Refusal(ExitCode::usage,
                option + ": '" + text + "' is not an instant; write it like 2026-01-05T06:30:00Z");
}

}  // namespace lapse::adapters::cli
