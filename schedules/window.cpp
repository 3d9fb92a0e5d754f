#include "schedules/window.h"

#include "schedules/scan.h"

namespace lapse::schedules {
namespace {

constexpr int kDaysAhead = 400;
constexpr std::string_view kEveryDay = "every day";
constexpr std::string_view kNotOn = ", not on a holiday";
constexpr std::string_view kNotOnOrBefore = ", not on or just before a holiday";

std::size_t index_of(Weekday weekday) {
  return static_cast<std::size_t>(weekday);
}

// "every day", "Tuesday", "Monday to Thursday"; a run may pass the end of the week.
std::optional<std::array<bool, 7>> scan_weekdays(Scanner& scanner) {
  std::array<bool, 7> weekdays{};
  if (scanner.take(kEveryDay)) {
    weekdays.fill(true);
    return weekdays;
  }
  const auto first = scan_weekday(scanner);
  if (!first) return std::nullopt;
  weekdays.at(index_of(*first)) = true;
  if (!scanner.take(" to ")) return weekdays;
  const auto last = scan_weekday(scanner);
  if (!last || *last == *first) return std::nullopt;
  for (std::size_t i = index_of(*first); i != index_of(*last); i = (i + 1) % 7) weekdays.at(i) = true;
  weekdays.at(index_of(*last)) = true;
  return weekdays;
}

std::string weekdays_in_words(const std::array<bool, 7>& weekdays) {
  std::string first;
  std::string last;
  for (std::size_t i = 0; i < 7; ++i) {
    const std::string_view name = to_string(static_cast<Weekday>(i));
    if (weekdays.at(i) && !weekdays.at((i + 6) % 7)) first = name;
    if (weekdays.at(i) && !weekdays.at((i + 1) % 7)) last = name;
  }
  if (first.empty()) return std::string{kEveryDay};
  return first == last ? first : first + " to " + last;
}

struct Hours {
  Instant from;
  Instant until;  // exclusive
};

// The hours of one day; nullopt where the window stays shut, also because a clock change skips all of it.
std::optional<Hours> hours_on(const Window& window, Day day, const Zone& zone, const Holidays& holidays) {
  if (!opens_on(window, day, holidays)) return std::nullopt;
  const Hours hours{zone.at(day, window.opens), zone.at(day, window.closes)};
  if (hours.from >= hours.until) return std::nullopt;
  return hours;
}

std::optional<Hours> hours_around(const Window& window, Instant t, const Zone& zone,
                                  const Holidays& holidays) {
  const auto hours = hours_on(window, zone.day_of(t), zone, holidays);
  if (!hours || t < hours->from || t >= hours->until) return std::nullopt;
  return hours;
}

}  // namespace

std::optional<Window> parse_window(std::string_view text) {
  Scanner scanner{text};
  const auto weekdays = scan_weekdays(scanner);
  if (!weekdays || !scanner.take(" ")) return std::nullopt;
  const auto opens = scan_time_of_day(scanner);
  if (!opens || !scanner.take(" to ")) return std::nullopt;
  const auto closes = scan_time_of_day(scanner);
  if (!closes || *closes <= *opens) return std::nullopt;

  Window window{.weekdays = *weekdays, .opens = *opens, .closes = *closes};
  window.not_before_holiday = scanner.take(kNotOnOrBefore);
  window.not_on_holiday = window.not_before_holiday || scanner.take(kNotOn);
  if (!scanner.at_end()) return std::nullopt;
  return window;
}

std::string to_string(const Window& window) {
  std::string text =
      weekdays_in_words(window.weekdays) + " " + to_string(window.opens) + " to " + to_string(window.closes);
  if (window.not_before_holiday) return text.append(kNotOnOrBefore);
  if (window.not_on_holiday) return text.append(kNotOn);
  return text;
}

bool opens_on(const Window& window, Day day, const Holidays& holidays) {
  if (!window.weekdays.at(index_of(weekday_of(day)))) return false;
  if (window.not_on_holiday && holidays.contains(day)) return false;
  return !(window.not_before_holiday && holidays.contains(day + 1));
}

bool is_open(const Window& window, Instant t, const Zone& zone, const Holidays& holidays) {
  return hours_around(window, t, zone, holidays).has_value();
}

std::optional<Instant> next_opening(const Window& window, Instant t, const Zone& zone,
                                    const Holidays& holidays) {
  const Day today = zone.day_of(t);
  for (int ahead = 0; ahead <= kDaysAhead; ++ahead) {
    const auto hours = hours_on(window, today + ahead, zone, holidays);
    if (hours && hours->from > t) return hours->from;
  }
  return std::nullopt;
}

std::optional<Instant> next_open_instant(const Window& window, Instant t, const Zone& zone,
                                         const Holidays& holidays) {
  if (is_open(window, t, zone, holidays)) return t;
  return next_opening(window, t, zone, holidays);
}

Instant closes_after(const Window& window, Instant t, const Zone& zone, const Holidays& holidays) {
  const auto hours = hours_around(window, t, zone, holidays);
  return hours ? hours->until : t;
}

}  // namespace lapse::schedules
