#include "adapters/report/forecast_text.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "engine/explain_words.h"

namespace lapse::adapters::report {
namespace {

constexpr std::size_t kName = 26;
constexpr std::size_t kNumber = 12;
constexpr int kColumnsAtMost = 5;

int days_in_column(int days) {
  const int weeks = (days + 6) / 7;
  return 7 * ((weeks + kColumnsAtMost - 1) / kColumnsAtMost);
}

// "1 Apr" of "1 April 2026".
std::string short_date(schedules::Day day) {
  const std::string date = engine::date_words(day);
  return date.substr(0, date.find(' ') + 4);
}

std::string heads(const engine::Forecast& forecast, int width) {
  std::string text;
  for (int from = 0; from < forecast.days; from += width) {
    text += right("from " + short_date(forecast.first + from), kNumber);
  }
  return text + right("in all", kNumber);
}

std::string number(std::int64_t count) {
  return right(count == 0 ? "-" : engine::grouped(count), kNumber);
}

std::string row(const std::string& rule, const std::vector<std::int64_t>& counts, std::size_t width) {
  std::string text = "  " + left(rule, kName - 2);
  for (std::size_t from = 0; from < counts.size(); from += width) {
    const auto first = counts.begin() + static_cast<std::ptrdiff_t>(from);
    const auto last = counts.begin() + static_cast<std::ptrdiff_t>(std::min(from + width, counts.size()));
    text += number(std::accumulate(first, last, std::int64_t{0}));
  }
  return text + number(std::accumulate(counts.begin(), counts.end(), std::int64_t{0})) + "\n";
}

}  // namespace

std::string forecast_text(const engine::Forecast& forecast, const rules::Policy& policy, const Paint& paint) {
  if (forecast.days <= 0) return {};
  const int width = days_in_column(forecast.days);
  std::string rows;
  for (const auto& rule : policy.rules) {
    const auto counts = forecast.by_rule.find(rule.name);
    if (counts == forecast.by_rule.end()) continue;
    const auto& days = counts->second;
    if (std::accumulate(days.begin(), days.end(), std::int64_t{0}) == 0) continue;
    rows += row(rule.name, days, static_cast<std::size_t>(width));
  }
  const std::string title = "Next " + engine::counted(forecast.days, "day");
  if (rows.empty()) return "\n" + paint.title(title) + "\n  nothing falls due\n";
  return "\n" + paint.title(left(title, kName) + heads(forecast, width)) + "\n" + rows;
}

}  // namespace lapse::adapters::report
