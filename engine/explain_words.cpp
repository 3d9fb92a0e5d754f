#include "engine/explain_words.h"

#include "rules/vocabulary.h"

namespace lapse::engine {

using schedules::Day;
using schedules::Instant;
using schedules::Zone;

std::string date_words(Day day) {
  const std::string with_weekday = schedules::in_words(day);
  return with_weekday.substr(with_weekday.find(' ') + 1);
}

std::string moment_words(Instant instant, const Zone& zone) {
  const std::string local = zone.local(instant);
  return day_of_words(instant, zone) + local.substr(local.find(' '));
}

std::string clock_words(Instant instant, const Zone& zone) {
  const std::string local = zone.local(instant);
  return local.substr(local.find(' ') + 1, 5);
}

std::string day_of_words(Instant instant, const Zone& zone) {
  return date_words(zone.day_of(instant));
}

std::string listed(const std::vector<std::string>& parts, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 < parts.size() ? ", " : " " + std::string(last) + " ";
    text += parts[i];
  }
  return text;
}

std::string days_before_words(const std::vector<int>& steps) {
  std::vector<std::string> numbers;
  for (const int step : steps) numbers.push_back(std::to_string(step));
  return listed(numbers, "and") + (steps.size() == 1 && steps.front() == 1 ? " day" : " days") + " before";
}

std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  const std::size_t sign = number < 0 ? 1 : 0;
  for (std::size_t i = digits.size(); i > sign + 3;) digits.insert(i -= 3, ",");
  return digits;
}

std::string counted(std::int64_t count, std::string_view noun) {
  return grouped(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

std::string condition_words(const rules::Condition& condition) {
  using Asks = rules::Condition::Asks;
  const std::string start =
      std::string(rules::to_string(condition.field)) + (condition.negated ? " is not " : " is ");
  switch (condition.asks) {
    case Asks::missing:
      return start + "missing";
    case Asks::before:
      return start + "before " + schedules::to_string(condition.day);
    case Asks::after:
      return start + "after " + schedules::to_string(condition.day);
    case Asks::value:
      break;
  }
  return start + listed(condition.values, "or");
}

}  // namespace lapse::engine
