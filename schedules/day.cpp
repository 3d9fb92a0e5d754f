#include "schedules/day.h"

#include <array>
#include <chrono>

#include "schedules/scan.h"

namespace lapse::schedules {
namespace {

constexpr std::array<std::string_view, 7> kWeekdays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                       "Friday", "Saturday", "Sunday"};

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};

std::chrono::sys_days sys_days_of(Day day) {
  return std::chrono::sys_days{std::chrono::days{day.number}};
}

}  // namespace

Weekday weekday_of(Day day) {
  return static_cast<Weekday>(std::chrono::weekday{sys_days_of(day)}.iso_encoding() - 1);
}

std::string_view to_string(Weekday weekday) {
  return kWeekdays.at(static_cast<std::size_t>(weekday));
}

std::optional<Weekday> parse_weekday(std::string_view text) {
  Scanner scanner{text};
  const auto weekday = scan_weekday(scanner);
  return scanner.at_end() ? weekday : std::nullopt;
}

std::optional<Day> parse_day(std::string_view text) {
  Scanner scanner{text};
  const auto day = scan_day(scanner);
  return scanner.at_end() ? day : std::nullopt;
}

std::string to_string(Day day) {
  const std::chrono::year_month_day date{sys_days_of(day)};
  return padded(static_cast<int>(date.year()), 4) + "-" +
         padded(static_cast<int>(static_cast<unsigned>(date.month())), 2) + "-" +
         padded(static_cast<int>(static_cast<unsigned>(date.day())), 2);
}

std::string in_words(Day day) {
  const std::chrono::year_month_day date{sys_days_of(day)};
  return std::string{to_string(weekday_of(day))} + " " + std::to_string(static_cast<unsigned>(date.day())) +
         " " + std::string{kMonths.at(static_cast<unsigned>(date.month()) - 1)} + " " +
         std::to_string(static_cast<int>(date.year()));
}

std::optional<TimeOfDay> parse_time_of_day(std::string_view text) {
  Scanner scanner{text};
  const auto time = scan_time_of_day(scanner);
  return scanner.at_end() ? time : std::nullopt;
}

std::string to_string(TimeOfDay time) {
  return padded(time.minutes / 60, 2) + ":" + padded(time.minutes % 60, 2);
}

}  // namespace lapse::schedules
