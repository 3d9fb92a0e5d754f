#include <utility>
#include <vector>

#include "rules/diagnostic_findings.h"
#include "rules/parse.h"
#include "rules/yaml.h"

namespace lapse::rules {
namespace {

constexpr std::string_view kShape =
    "the shape is { \"england-and-wales\": { \"events\": [{ \"date\": \"2026-01-01\" }] } }";

const Node* find_division(const Node& root, const std::string& division, Findings& findings) {
  if (root.kind != Node::Kind::mapping) {
    findings.add(root.place, "this is not a file of holidays", std::string(kShape));
    return nullptr;
  }
  const Node* found = root.find(division);
  if (found != nullptr) return found;
  std::vector<std::string> known;
  for (const Entry& entry : root.entries) known.push_back(entry.key);
  findings.add(root.place, "no holidays for " + quote(division), suggest(division, known, "the file has"));
  return nullptr;
}

std::vector<schedules::Day> read_days(const Node& division, Findings& findings) {
  const Node* events = division.find("events");
  if (events == nullptr || events->kind != Node::Kind::sequence || events->items.empty()) {
    findings.add(events != nullptr ? events->place : division.place, "a list of 'events' belongs here",
                 std::string(kShape));
    return {};
  }
  std::vector<schedules::Day> days;
  for (const Node& event : events->items) {
    const Node* date = event.find("date");
    if (date == nullptr) {
      findings.add(event.place, "a holiday without a 'date'", "write '\"date\": \"2026-01-01\"'");
    } else if (const auto day = schedules::parse_day(date->scalar)) {
      days.push_back(*day);
    } else {
      findings.add(date->place, quote(date->scalar) + " is not a day of the calendar",
                   "write it as 2026-12-25");
    }
  }
  return days;
}

}  // namespace

std::optional<schedules::Holidays> parse_holidays(std::string_view text, const std::string& file,
                                                  const std::string& division, Diagnostics& diagnostics) {
  const auto root = read_yaml(text, file, diagnostics);
  if (!root) return std::nullopt;
  Findings findings;
  std::vector<schedules::Day> days;
  if (const Node* found = find_division(*root, division, findings)) days = read_days(*found, findings);
  if (findings.empty()) return schedules::Holidays(std::move(days));
  findings.append_to(diagnostics);
  return std::nullopt;
}

}  // namespace lapse::rules
