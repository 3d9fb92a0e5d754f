#include "schedules/cadence.h"

#include "schedules/scan.h"

namespace lapse::schedules {

std::optional<Cadence> parse_cadence(std::string_view text) {
  Scanner scanner{text};
  Cadence cadence;
  if (!scanner.take("every ")) return std::nullopt;
  if (!scanner.take("day")) {
    cadence.weekday = scan_weekday(scanner);
    if (!cadence.weekday) return std::nullopt;
  }
  if (!scanner.take(" at ")) return std::nullopt;
  const auto time = scan_time_of_day(scanner);
  if (!time || !scanner.at_end()) return std::nullopt;
  cadence.at = *time;
  return cadence;
}

std::string to_string(const Cadence& cadence) {
  const std::string_view day = cadence.weekday ? to_string(*cadence.weekday) : "day";
  return "every " + std::string{day} + " at " + to_string(cadence.at);
}

Instant next_after(const Cadence& cadence, Instant t, const Zone& zone) {
  for (Day day = zone.day_of(t);; day = day + 1) {
    if (cadence.weekday && weekday_of(day) != *cadence.weekday) continue;
    const Instant look = zone.at(day, cadence.at);
    if (look > t) return look;
  }
}

}  // namespace lapse::schedules
