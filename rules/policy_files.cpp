#include "rules/policy_files.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "rules/parse_mapping.h"
#include "rules/parse_phrase.h"

namespace lapse::rules {
namespace {

constexpr std::string_view kMark = "# lapse policy file ";

constexpr std::array<std::string_view, 4> kOfNames{"states", "events", "holds", "routes"};
constexpr std::array<std::string_view, 3> kLists{"rules", "never_touch", "limits"};

bool is_one_of(std::string_view key, auto& keys) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

// "# lapse policy file 123 leavers.yaml" and that many bytes; nothing when the text does not start so.
bool take_file(std::string_view& text, std::vector<PolicyFile>& files) {
  const std::size_t end = text.find('\n');
  if (!text.starts_with(kMark) || end == std::string_view::npos) return false;
  const std::string_view line = text.substr(kMark.size(), end - kMark.size());
  const std::size_t blank = line.find(' ');
  if (blank == std::string_view::npos) return false;
  const auto bytes = parse_count(line.substr(0, blank));
  if (!bytes || static_cast<std::size_t>(*bytes) > text.size() - end - 1) return false;
  const auto length = static_cast<std::size_t>(*bytes);
  files.push_back({std::string(line.substr(blank + 1)), std::string(text.substr(end + 1, length))});
  text.remove_prefix(end + 1 + length);
  return true;
}

void join_names(Node& all, Node& more, std::string_view key, Findings& findings);

// Two values of one key.
void join(Node& all, Entry& more, const Place& first, Findings& findings) {
  Node& value = more.value;
  const bool both_mappings = all.kind == Node::Kind::mapping && value.kind == Node::Kind::mapping;
  if (both_mappings && (is_one_of(more.key, kOfNames) || more.key == "guards")) {
    join_names(all, value, more.key, findings);
  } else if (is_one_of(more.key, kLists)) {
    std::vector<Node> items;
    for (const Node* node : {&all, &value}) {
      const auto some = items_of(*node);
      items.insert(items.end(), some.begin(), some.end());
    }
    all.kind = Node::Kind::sequence;
    all.items = std::move(items);
  } else {
    findings.add(more.place,
                 quote(more.key) + " is in two files, the first is at " + line_and_column(first, more.place),
                 "keep one of them");
  }
}

std::string one_of(std::string_view key) {
  return std::string(key.substr(0, key.size() - 1));  // "states": "state"
}

void join_names(Node& all, Node& more, std::string_view key, Findings& findings) {
  for (Entry& entry : more.entries) {
    const auto known = std::find_if(all.entries.begin(), all.entries.end(),
                                    [&](const Entry& one) { return one.key == entry.key; });
    if (known == all.entries.end()) {
      all.entries.push_back(std::move(entry));
    } else if (!is_one_of(key, kOfNames)) {
      join(known->value, entry, known->place, findings);
    } else {
      findings.add(entry.place,
                   "a second " + one_of(key) + " " + quote(entry.key) + ", the first is at " +
                       line_and_column(known->place, entry.place),
                   key == "routes" ? "keep one of them" : "give one of them another name");
    }
  }
}

}  // namespace

std::string one_text(std::span<const PolicyFile> files) {
  if (files.size() == 1) return files.front().text;
  std::string text;
  for (const PolicyFile& file : files) {
    text += std::string(kMark) + std::to_string(file.text.size()) + " " + file.name + "\n" + file.text;
  }
  return text;
}

std::vector<PolicyFile> files_of(std::string_view text, const std::string& name) {
  std::vector<PolicyFile> files;
  std::string_view rest = text;
  while (!rest.empty() && take_file(rest, files)) continue;
  if (files.size() < 2 || !rest.empty()) return {{name, std::string(text)}};
  return files;
}

Node joined(std::vector<Node> roots, Findings& findings) {
  Node all = std::move(roots.front());
  for (std::size_t i = 1; i < roots.size(); ++i) {
    if (roots[i].kind == Node::Kind::mapping && all.kind == Node::Kind::mapping) {
      join_names(all, roots[i], "", findings);
    } else {
      const Node& odd = all.kind == Node::Kind::mapping ? roots[i] : all;
      findings.add(odd.place, "keys with values belong here", "write 'rules:' and its list");
    }
  }
  return all;
}

}  // namespace lapse::rules
