#include "rules/parse_mapping.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "rules/parse_phrase.h"

namespace lapse::rules {
namespace {

constexpr std::size_t kLongestText = 1000;
constexpr std::string_view kNameHelp = "names are small letters, digits, '-' and '_', at most 64";
constexpr std::string_view kTemplateHelp = "names of templates are small letters, digits and '-', at most 64";

std::string_view kind_in_words(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::scalar:
      return "a single value";
    case Node::Kind::sequence:
      return "a list";
    case Node::Kind::mapping:
      return "keys with values";
  }
  return "";
}

std::string written(std::string_view example) {
  return "write '" + std::string(example) + "'";
}

}  // namespace

bool misspells(const Node& mapping, std::string_view key) {
  return std::any_of(mapping.entries.begin(), mapping.entries.end(), [&](const Entry& entry) {
    return entry.key != key && !nearest(entry.key, {std::string(key)}).empty();
  });
}

Place place_of_part(const Node& node, std::string_view part) {
  if (node.quoted || static_cast<std::size_t>(node.place.length) != node.scalar.size()) return node.place;
  Place place = node.place;
  place.column += static_cast<int>(part.data() - node.scalar.data());
  place.length = static_cast<int>(part.size());
  return place;
}

std::span<const Node> items_of(const Node& node) {
  if (node.kind == Node::Kind::sequence) return node.items;
  return {&node, 1};
}

Mapping::Mapping(const Node& node, std::span<const Key> keys, std::string_view example, Findings& findings)
    : node_(node), keys_(keys), findings_(findings) {
  if (node.kind != Node::Kind::mapping) {
    findings_.add(node.place, "keys with values belong here, not " + std::string(kind_in_words(node.kind)),
                  written(example));
    return;
  }
  complain_about_unknown();
  complain_about_missing();
}

bool Mapping::knows(std::string_view key) const {
  return std::any_of(keys_.begin(), keys_.end(), [&](const Key& known) { return known.name == key; });
}

void Mapping::complain_about_unknown() const {
  for (const Entry& entry : node_.entries) {
    if (knows(entry.key)) continue;
    std::vector<std::string> known;
    for (const Key& key : keys_) known.emplace_back(key.name);
    findings_.add(entry.place, "unknown key " + quote(entry.key), suggest(entry.key, known, "known here"));
  }
}

void Mapping::complain_about_missing() const {
  for (const Key& key : keys_) {
    if (key.need == Need::optional || has(key.name)) continue;
    const bool misspelt = std::any_of(node_.entries.begin(), node_.entries.end(), [&](const Entry& entry) {
      return !knows(entry.key) && !nearest(entry.key, {std::string(key.name)}).empty();
    });
    if (misspelt) continue;
    findings_.add(node_.place, "missing key " + quote(key.name),
                  written(std::string(key.name) + ": " + std::string(key.example)));
  }
}

const Place& Mapping::place(std::string_view key) const {
  const Node* value = find(key);
  return value != nullptr ? value->place : node_.place;
}

std::string_view Mapping::example(std::string_view key) const {
  const auto found =
      std::find_if(keys_.begin(), keys_.end(), [&](const Key& one) { return one.name == key; });
  return found == keys_.end() ? std::string_view{} : found->example;
}

void Mapping::wrong(const Node& node, std::string_view key, std::string message) const {
  findings_.add(node.place, std::move(message), written(std::string(key) + ": " + std::string(example(key))));
}

bool Mapping::is_scalar(const Node& node, std::string_view key) const {
  if (node.kind != Node::Kind::scalar) {
    wrong(node, key, quote(key) + " wants a single value here, not " + std::string(kind_in_words(node.kind)));
    return false;
  }
  if (node.scalar.empty()) wrong(node, key, quote(key) + " is empty");
  return !node.scalar.empty();
}

const Node* Mapping::scalar(std::string_view key) const {
  const Node* value = find(key);
  return value != nullptr && is_scalar(*value, key) ? value : nullptr;
}

std::string Mapping::text(std::string_view key) const {
  const Node* value = scalar(key);
  if (value == nullptr) return {};
  if (value->scalar.size() > kLongestText) {
    wrong(*value, key, quote(key) + " is longer than " + std::to_string(kLongestText) + " bytes");
    return {};
  }
  if (!is_one_line(value->scalar)) {
    wrong(*value, key, quote(key) + " is not one line of text");
    return {};
  }
  return value->scalar;
}

std::string Mapping::checked_name(const Node& node, std::string_view key) const {
  if (!is_scalar(node, key)) return {};
  if (is_name(node.scalar)) return node.scalar;
  findings_.add(node.place, quote(node.scalar) + " is not a name", std::string(kNameHelp));
  return {};
}

std::string Mapping::name(std::string_view key) const {
  const Node* value = find(key);
  return value != nullptr ? checked_name(*value, key) : std::string{};
}

std::string Mapping::template_name(std::string_view key) const {
  const Node* value = scalar(key);
  if (value == nullptr || is_template_name(value->scalar))
    return value != nullptr ? value->scalar : std::string{};
  findings_.add(value->place, quote(value->scalar) + " is not the name of a template",
                std::string(kTemplateHelp));
  return {};
}

std::vector<std::string> Mapping::names(std::string_view key) const {
  std::vector<std::string> result;
  std::unordered_set<std::string> seen;
  for (const Node& item : items(key)) {
    std::string name = checked_name(item, key);
    if (name.empty()) continue;
    if (!seen.insert(name).second) {
      findings_.add(item.place, quote(name) + " is named twice", "keep one of them");
      continue;
    }
    result.push_back(std::move(name));
  }
  return result;
}

int Mapping::number(std::string_view key, int least, int most) const {
  const Node* value = scalar(key);
  if (value == nullptr) return 0;
  const auto count = parse_count(value->scalar);
  if (!count) {
    wrong(*value, key, quote(value->scalar) + " is not a whole number");
  } else if (*count < least || *count > most) {
    wrong(*value, key, quote(key) + " must be " + std::to_string(least) + " to " + std::to_string(most));
  } else {
    return static_cast<int>(*count);
  }
  return 0;
}

bool Mapping::yes(std::string_view key) const {
  const Node* value = scalar(key);
  if (value == nullptr) return false;
  if (value->scalar != "yes" && value->scalar != "no") {
    findings_.add(value->place, quote(key) + " is yes or no, not " + quote(value->scalar),
                  written(std::string(key) + ": yes"));
  }
  return value->scalar == "yes";
}

std::optional<schedules::Span> Mapping::span(std::string_view key) const {
  const Node* value = scalar(key);
  if (value == nullptr) return std::nullopt;
  const auto span = schedules::parse_span(value->scalar);
  if (span) return span;
  if (is_number(value->scalar)) {
    findings_.add(value->place, quote(value->scalar) + " is a number without a unit",
                  "write " + quote(value->scalar + " days"));
  } else {
    wrong(*value, key, quote(value->scalar) + " is not a length of time");
  }
  return std::nullopt;
}

std::optional<std::int64_t> Mapping::percent(std::string_view key) const {
  const Node* value = scalar(key);
  if (value == nullptr) return std::nullopt;
  const auto percent = parse_percent(value->scalar);
  if (!percent) wrong(*value, key, quote(value->scalar) + " is not a share in percent");
  return percent;
}

std::span<const Node> Mapping::items(std::string_view key) const {
  const Node* value = find(key);
  if (value == nullptr) return {};
  const auto items = items_of(*value);
  if (items.empty()) wrong(*value, key, quote(key) + " is an empty list");
  return items;
}

std::optional<Mapping> Mapping::nested(std::string_view key, std::span<const Key> keys) const {
  const Node* value = find(key);
  if (value == nullptr) return std::nullopt;
  return std::optional<Mapping>(std::in_place, *value, keys,
                                std::string(key) + ": " + std::string(example(key)), findings_);
}

std::span<const Entry> named_entries(const Node& node, std::string_view what, std::string_view example,
                                     Findings& findings) {
  if (!node.entries.empty()) return node.entries;
  const bool empty =
      node.kind == Node::Kind::mapping || (node.kind == Node::Kind::scalar && node.scalar.empty());
  findings.add(node.place,
               empty ? quote(what) + " is empty"
                     : quote(what) + " wants names with values, not " + std::string(kind_in_words(node.kind)),
               written(example));
  return {};
}

bool has_good_name(const Entry& entry, Findings& findings) {
  if (is_name(entry.key)) return true;
  findings.add(entry.place, quote(entry.key) + " is not a name", std::string(kNameHelp));
  return false;
}

}  // namespace lapse::rules
