// YAML text as a tree of nodes that know their place. The subset of the house: mappings, sequences, scalars.
//
// Refused with a diagnostic, never guessed: anchors, aliases, tags, several documents, duplicate keys, keys
// that are not scalars, bytes that are not UTF-8, NUL and other invisible characters, text over 4 MiB (about
// 8,000 rules), nesting over 32. JSON is read as well, and a byte order mark at the start is skipped.
// The source file of this header is the only one that knows libyaml.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/diagnostic.h"

namespace lapse::rules {

struct Node;
struct Entry;  // key and value of a mapping, in the order of the text

struct Node {
  enum class Kind { scalar, sequence, mapping };
  Kind kind = Kind::scalar;
  Place place;
  std::string scalar;          // kind scalar: its text, quotes and escapes resolved
  bool quoted = false;         // kind scalar: written in quotes
  std::vector<Node> items;     // kind sequence
  std::vector<Entry> entries;  // kind mapping

  const Node* find(std::string_view key) const;  // nullptr when this is no mapping or has no such key
};

struct Entry {
  std::string key;
  Place place;  // of the key
  Node value;
};

// nullopt exactly when at least one diagnostic was added.
std::optional<Node> read_yaml(std::string_view text, const std::string& file, Diagnostics& diagnostics);

}  // namespace lapse::rules
