#include <algorithm>
#include <unordered_set>

#include "rules/parse_phrase.h"
#include "rules/parse_sections.h"
#include "rules/vocabulary.h"

namespace lapse::rules {
namespace {

constexpr std::string_view kHelp =
    "write 'kind is user', 'kind is service or break_glass' or 'kind is not guest'";

struct Phrase {
  std::string_view field;
  bool negated = false;
  std::vector<std::string_view> values;
};

// FIELD is [not] VALUE {or VALUE}
std::optional<Phrase> split(std::string_view text) {
  auto words = words_in(text);
  if (words.size() < 3 || words[1] != "is") return std::nullopt;
  Phrase phrase{words[0], words[2] == "not", {}};
  words.erase(words.begin(), words.begin() + (phrase.negated ? 3 : 2));
  if (words.size() % 2 == 0) return std::nullopt;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool joint = i % 2 == 1;
    if (joint && words[i] != "or") return std::nullopt;
    if (!joint) phrase.values.push_back(words[i]);
  }
  return phrase;
}

bool is_known_value(const FieldWord& field, std::string_view value) {
  if (field.values.empty()) return is_value(value);
  return std::find(field.values.begin(), field.values.end(), value) != field.values.end();
}

void complain_about_value(const Node& node, const FieldWord& field, std::string_view value,
                          Findings& findings) {
  if (field.values.empty()) {
    findings.add(place_of_part(node, value), quote(value) + " is no value of " + quote(field.word),
                 "values are letters, digits, '-', '_' and '.', several with 'or' between them");
    return;
  }
  const std::vector<std::string> known(field.values.begin(), field.values.end());
  findings.add(place_of_part(node, value), quote(field.word) + " is never " + quote(value),
               suggest(value, known, "it is one of"));
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

}  // namespace

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
  if (!check_values(node, *field, *phrase, findings)) return std::nullopt;
  return Condition{field->field, phrase->negated, {phrase->values.begin(), phrase->values.end()}};
}

std::vector<Condition> read_conditions(const Mapping& mapping, std::string_view key) {
  std::vector<Condition> result;
  for (const Node& item : mapping.items(key)) {
    if (auto condition = read_condition(item, mapping.findings())) result.push_back(std::move(*condition));
  }
  return result;
}

}  // namespace lapse::rules
