#include <algorithm>
#include <array>
#include <unordered_set>

#include "rules/parse_phrase.h"
#include "rules/parse_sections.h"
#include "rules/vocabulary.h"

namespace lapse::rules {
namespace {

using Asks = Condition::Asks;

constexpr std::string_view kHelp =
    "write 'kind is user', 'kind is service or break_glass' or 'kind is not guest'";
constexpr std::string_view kAnyExample = "any: [mobile is missing, personal_email is missing]";
constexpr std::array kAnyKeys{
    Key{"any", Need::mandatory, "[mobile is missing, personal_email is missing]"},
};

struct Phrase {
  std::string_view field;
  bool negated = false;
  std::vector<std::string_view> values;  // or one of the words below, and a day after "before" and "after"
};

bool is_reserved(std::string_view word) {
  return word == "missing" || word == "before" || word == "after";
}

// FIELD is [not] VALUE {or VALUE}, FIELD is [not] missing, FIELD is [not] before|after DAY
std::optional<Phrase> split(std::string_view text) {
  auto words = words_in(text);
  if (words.size() < 3 || words[1] != "is") return std::nullopt;
  Phrase phrase{words[0], words[2] == "not", {}};
  words.erase(words.begin(), words.begin() + (phrase.negated ? 3 : 2));
  if (words.size() == 2 && is_reserved(words[0])) {
    phrase.values = words;
    return phrase;
  }
  if (words.size() % 2 == 0) return std::nullopt;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool joint = i % 2 == 1;
    if (joint && words[i] != "or") return std::nullopt;
    if (!joint) phrase.values.push_back(words[i]);
  }
  return phrase;
}

std::string example_of(const FieldWord& field) {
  const std::string word(field.word);
  if (field.sort == Sort::day)
    return "write '" + word + " is before 2024-01-01' or '" + word + " is missing'";
  if (field.sort == Sort::text) return "write '" + word + " is missing' or '" + word + " is not missing'";
  if (field.sort == Sort::yes_no) return "write '" + word + " is yes' or '" + word + " is no'";
  return std::string(kHelp);
}

bool is_known_value(const FieldWord& field, std::string_view value) {
  if (field.values.empty()) return is_value(value) && !is_reserved(value);
  return std::find(field.values.begin(), field.values.end(), value) != field.values.end();
}

void complain_about_value(const Node& node, const FieldWord& field, std::string_view value,
                          Findings& findings) {
  if (is_reserved(value)) {
    findings.add(place_of_part(node, value), quote(value) + " stands alone, not among values",
                 "write it as a condition of its own, under 'any' where one of them is enough");
  } else if (field.values.empty()) {
    findings.add(place_of_part(node, value), quote(value) + " is no value of " + quote(field.word),
                 "values are letters, digits, '-', '_' and '.', several with 'or' between them");
  } else {
    const std::vector<std::string> known(field.values.begin(), field.values.end());
    findings.add(place_of_part(node, value), quote(field.word) + " is never " + quote(value),
                 suggest(value, known, "it is one of"));
  }
}

bool check_values(const Node& node, const FieldWord& field, const Phrase& phrase, Findings& findings) {
  std::unordered_set<std::string_view> seen;
  for (const std::string_view value : phrase.values) {
    if (!is_known_value(field, value)) {
      complain_about_value(node, field, value, findings);
      return false;
    }
    if (seen.insert(value).second) continue;
    findings.add(place_of_part(node, value), quote(value) + " is named twice", "keep one of them");
    return false;
  }
  if (phrase.values.size() == field.values.size()) {
    findings.add(node.place, "this names every value of " + quote(field.word), "leave the condition out");
    return false;
  }
  return true;
}

// 1970-01-01 is where instants begin; the last day has no next one.
std::optional<schedules::Day> read_day(const Node& node, std::string_view text, Findings& findings) {
  const auto day = schedules::parse_day(text);
  const auto last = schedules::parse_day("9999-12-31");
  if (day && day->number > 0 && *day < *last) return day;
  findings.add(place_of_part(node, text), quote(text) + " is not a day from 1970-01-02 to 9999-12-30",
               "write it as 2024-01-31");
  return std::nullopt;
}

// What is asked of the fact, when it is not one of its values; nothing, with a finding, when it cannot be.
std::optional<Condition> read_question(const Node& node, const FieldWord& field, const Phrase& phrase,
                                       Findings& findings) {
  Condition condition{field.field, phrase.negated};
  const std::string_view word = phrase.values.front();
  if (word == "missing" && phrase.values.size() == 1) {
    condition.asks = Asks::missing;
    if (field.field != Field::kind && field.sort != Sort::yes_no) return condition;
    findings.add(node.place, quote(field.word) + " is never missing", example_of(field));
    return std::nullopt;
  }
  if (field.sort != Sort::day) {
    findings.add(node.place, quote(field.word) + " is not a day", example_of(field));
    return std::nullopt;
  }
  const auto day = phrase.values.size() == 2 && word != "missing" ? read_day(node, phrase.values[1], findings)
                                                                  : std::nullopt;
  if (!day && (phrase.values.size() != 2 || word == "missing"))
    findings.add(node.place, quote(node.scalar) + " is not a condition", example_of(field));
  if (!day) return std::nullopt;
  condition.asks = word == "before" ? Asks::before : Asks::after;
  condition.day = *day;
  return condition;
}

std::optional<Condition> read_phrase(const Node& node, const FieldWord& field, const Phrase& phrase,
                                     Findings& findings) {
  if (is_reserved(phrase.values.front()) && phrase.values.size() <= 2) {
    const bool of_values = phrase.values.size() == 2 && node.scalar.find(" or ") != std::string::npos;
    if (!of_values) return read_question(node, field, phrase, findings);
  }
  if (field.sort == Sort::text || field.sort == Sort::day) {
    findings.add(node.place,
                 field.sort == Sort::day ? quote(field.word) + " is a day, which is before or after another"
                                         : quote(field.word) + " can only be missing or not",
                 example_of(field));
    return std::nullopt;
  }
  if (!check_values(node, field, phrase, findings)) return std::nullopt;
  return Condition{field.field, phrase.negated, {phrase.values.begin(), phrase.values.end()}};
}

std::optional<Condition> read_condition(const Node& node, Findings& findings) {
  const auto phrase = node.kind == Node::Kind::scalar ? split(node.scalar) : std::nullopt;
  if (!phrase) {
    const std::string what = node.kind == Node::Kind::scalar ? quote(node.scalar) : "this";
    findings.add(node.place, what + " is not a condition", std::string(kHelp));
    return std::nullopt;
  }
  const FieldWord* field = find_word(field_words(), phrase->field);
  if (field == nullptr) {
    findings.add(place_of_part(node, phrase->field), "conditions know no " + quote(phrase->field),
                 suggest(phrase->field, words_of(field_words()), "known"));
    return std::nullopt;
  }
  return read_phrase(node, *field, *phrase, findings);
}

// "any: [...]"; nothing, with findings, when some of it is wrong.
std::optional<AnyOf> read_any(const Node& node, Findings& findings) {
  const Mapping mapping(node, kAnyKeys, kAnyExample, findings);
  if (!mapping.has("any")) return std::nullopt;
  const auto items = mapping.items("any");
  AnyOf result;
  for (const Node& item : items) {
    if (item.kind == Node::Kind::mapping) {
      findings.add(item.place, "an 'any' cannot stand in another", "put its conditions into the outer one");
    } else if (auto condition = read_condition(item, findings)) {
      result.push_back(std::move(*condition));
    }
  }
  if (items.size() == 1 && result.size() == 1) {
    findings.add(node.place, "an 'any' of one condition", "leave out 'any'");
    return std::nullopt;
  }
  if (items.empty() || result.size() != items.size()) return std::nullopt;
  return result;
}

}  // namespace

std::vector<AnyOf> read_conditions(const Mapping& mapping, std::string_view key) {
  std::vector<AnyOf> result;
  for (const Node& item : mapping.items(key)) {
    if (item.kind == Node::Kind::mapping) {
      if (auto any = read_any(item, mapping.findings())) result.push_back(std::move(*any));
    } else if (auto condition = read_condition(item, mapping.findings())) {
      result.push_back({std::move(*condition)});
    }
  }
  return result;
}

}  // namespace lapse::rules
