// Reading the keys of one mapping, so that every section complains in the same words.
//
// Errors  A value that is missing or wrong adds a finding, once, and reads as empty (0, false, nullopt): the
//         parser goes on and finds the next problem. Checks that follow must treat empty as "already
//         reported".
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/diagnostic_findings.h"
#include "rules/yaml.h"
#include "schedules/span.h"

namespace lapse::rules {

enum class Need { mandatory, optional };

// One key that a mapping may have, with a value as people write it.
struct Key {
  std::string_view name;
  Need need = Need::mandatory;
  std::string_view example;
};

// Whether some key of the mapping looks like `key`, misspelt: its absence needs no complaint of its own.
bool misspells(const Node& mapping, std::string_view key);

// Where a word of the node's own scalar stands; the whole scalar where quotes or folds hide it.
Place place_of_part(const Node& node, std::string_view part);

// A single value stands for a list of one.
std::span<const Node> items_of(const Node& node);

class Mapping {
 public:
  // Complains when `node` is no mapping (`example` shows one), about unknown keys and about missing ones.
  Mapping(const Node& node, std::span<const Key> keys, std::string_view example, Findings& findings);

  bool has(std::string_view key) const { return find(key) != nullptr; }
  const Node* find(std::string_view key) const { return node_.find(key); }
  // Where the key's value is, or the mapping when it is missing.
  const Place& place(std::string_view key) const;

  std::string text(std::string_view key) const;           // one line of free text
  std::string name(std::string_view key) const;           // is_name()
  std::string template_name(std::string_view key) const;  // is_template_name()
  std::vector<std::string> names(std::string_view key) const;
  int number(std::string_view key, int least, int most) const;
  bool yes(std::string_view key) const;  // "yes" or "no"
  std::optional<schedules::Span> span(std::string_view key) const;
  std::optional<std::int64_t> percent(std::string_view key) const;  // thousandths of a percent

  // The scalar under the key; nullptr when there is none or it is empty.
  const Node* scalar(std::string_view key) const;
  // The values of a list, or the one value; empty when missing or an empty list.
  std::span<const Node> items(std::string_view key) const;
  // The mapping under the key.
  std::optional<Mapping> nested(std::string_view key, std::span<const Key> keys) const;
  // Complains about the value at `node` and shows how `key` is written.
  void wrong(const Node& node, std::string_view key, std::string message) const;
  // The same for a value that should have been a scalar: false, with a complaint, unless it is one.
  bool is_scalar(const Node& node, std::string_view key) const;

  Findings& findings() const { return findings_; }
  std::string_view example(std::string_view key) const;

 private:
  bool knows(std::string_view key) const;
  void complain_about_unknown() const;
  void complain_about_missing() const;
  std::string checked_name(const Node& node, std::string_view key) const;

  const Node& node_;
  std::span<const Key> keys_;
  Findings& findings_;
};

// The entries of a mapping whose keys are the policy's own names; complains when it is none or empty.
std::span<const Entry> named_entries(const Node& node, std::string_view what, std::string_view example,
                                     Findings& findings);
// True, or a complaint: the key of such an entry is a name.
bool has_good_name(const Entry& entry, Findings& findings);

}  // namespace lapse::rules
