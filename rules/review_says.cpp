// A rule's sentence against the rule: what a manager reads aloud must be what the engine does.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>

#include "rules/parse_mapping.h"
#include "rules/parse_phrase.h"
#include "rules/review_checks.h"

namespace lapse::rules {
namespace {

constexpr int kHoursPerDay = 24;
constexpr int kDaysPerWeek = 7;

// A run of letters, digits, '-' and '_' of the sentence.
struct Token {
  std::string_view written;
  std::string lower;
};

bool belongs(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

std::vector<Token> tokens_in(std::string_view sentence) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < sentence.size();) {
    std::size_t end = at;
    while (end < sentence.size() && belongs(sentence[end])) ++end;
    if (end > at) {
      Token token{sentence.substr(at, end - at), {}};
      for (const char c : token.written)
        token.lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      tokens.push_back(std::move(token));
    }
    at = end + 1;
  }
  return tokens;
}

// "90 days", "90-day", "12 weeks", "3 months".
struct Length {
  std::string_view written;
  std::int64_t count = 0;
  std::string unit;  // without its plural
};

std::string unit_of(std::string_view word) {
  if (word.ends_with('s')) word.remove_suffix(1);
  constexpr std::array<std::string_view, 5> kUnits{"hour", "day", "week", "month", "year"};
  return std::find(kUnits.begin(), kUnits.end(), word) == kUnits.end() ? std::string{} : std::string(word);
}

std::vector<Length> lengths_in(const std::vector<Token>& tokens) {
  std::vector<Length> lengths;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const std::string_view word = tokens[i].lower;
    const std::size_t dash = word.find('-');
    const auto count = parse_count(word.substr(0, dash));
    if (!count) continue;
    const bool joined = dash != std::string_view::npos;
    if (!joined && i + 1 == tokens.size()) continue;
    const Token& last = joined ? tokens[i] : tokens[i + 1];
    const std::string unit = unit_of(joined ? word.substr(dash + 1) : std::string_view(last.lower));
    if (unit.empty()) continue;
    const char* end = last.written.data() + last.written.size();
    const char* begin = tokens[i].written.data();
    lengths.push_back({{begin, static_cast<std::size_t>(end - begin)}, *count, unit});
  }
  return lengths;
}

using Hours = std::set<std::int64_t>;

void add_days(Hours& hours, std::int64_t days) {
  hours.insert(days * kHoursPerDay);
}

// What the rule counts: its periods, what one has more than another, and what they make with the period
// before. How long people may still step in belongs to them.
Hours periods_of(const Policy& policy, const Rule& rule) {
  Hours hours;
  for (const After& one : rule.after) {
    add_days(hours, one.days);
    for (const After& other : rule.after) {
      if (one.days > other.days) add_days(hours, one.days - other.days);
    }
    for (const Rule& before : policy.rules) {
      if (before.to != rule.from) continue;
      for (const After& earlier : before.after) add_days(hours, earlier.days + one.days);
    }
  }
  for (const Event& event : policy.events) {
    const bool here = std::find(event.from.begin(), event.from.end(), rule.from) != event.from.end();
    if (here && event.within) hours.insert(event.within->count);
  }
  return hours;
}

Hours warnings_of(const Rule& rule) {
  Hours hours;
  if (!rule.warn) return hours;
  for (const int step : rule.warn->days_before) add_days(hours, step);
  add_days(hours, rule.notice_days);
  return hours;
}

bool agrees(const Length& length, const Hours& hours) {
  if (length.unit == "hour") return hours.contains(length.count);
  if (length.unit == "day") return hours.contains(length.count * kHoursPerDay);
  return length.unit == "week" && hours.contains(length.count * kDaysPerWeek * kHoursPerDay);
}

std::string periods_in_words(const Rule& rule) {
  std::string words;
  for (const After& after : rule.after) {
    words +=
        (words.empty() ? "" : " and ") + std::to_string(after.days) + (after.days == 1 ? " day" : " days");
  }
  return words;
}

// Numbers of warnings may stand beside a period, not in its place.
void review_numbers(const Checked& checked, const Rule& rule, const Node& says,
                    const std::vector<Token>& tokens) {
  const Hours periods = periods_of(checked.policy, rule);
  const Hours warnings = warnings_of(rule);
  const auto lengths = lengths_in(tokens);
  const bool names_period = std::any_of(lengths.begin(), lengths.end(),
                                        [&](const Length& length) { return agrees(length, periods); });
  for (const Length& length : lengths) {
    if (agrees(length, periods) || (names_period && agrees(length, warnings))) continue;
    checked.findings.add(place_of_part(says, length.written),
                         "the sentence says " + quote(length.written) + ", the rule does not",
                         "'after' counts " + periods_in_words(rule) + ": correct one of the two");
  }
}

void review_names(const Checked& checked, const Rule& rule, const Node& says,
                  const std::vector<Token>& tokens) {
  for (const Token& token : tokens) {
    const bool other =
        checked.states.contains(token.lower) && token.lower != rule.from && token.lower != rule.to;
    if (!other) continue;
    checked.findings.warn(place_of_part(says, token.written),
                          "the sentence names " + quote(token.lower) + ", the rule leads from " +
                              quote(rule.from) + " to " + quote(rule.to),
                          "name the states of the rule, or use another word");
  }
}

}  // namespace

void review_sentences(const Checked& checked) {
  const Node* rules = checked.root.find("rules");
  if (rules == nullptr) return;
  const auto nodes = items_of(*rules);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const Rule& rule = checked.policy.rules[i];
    const Node* says = nodes[i].find("says");
    if (rule.says.empty() || says == nullptr) continue;
    const auto tokens = tokens_in(says->scalar);
    if (!rule.after.empty()) review_numbers(checked, rule, *says, tokens);
    if (!rule.from.empty() && !rule.to.empty()) review_names(checked, rule, *says, tokens);
  }
}

}  // namespace lapse::rules
