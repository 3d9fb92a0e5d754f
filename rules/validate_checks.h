// The checks behind validate(), one file per subject.
#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>

#include "rules/diagnostic_findings.h"
#include "rules/model.h"
#include "rules/yaml.h"

namespace lapse::rules {

struct Checked {
  const Policy& policy;
  const Node& root;
  Findings& findings;
  std::unordered_map<std::string_view, const State*> states;

  // The state of that name; nullptr for an empty name, and with a finding for an undefined one.
  const State* state(std::string_view name, const Place& place) const;
};

// Where the value of `key` stands, or the mapping itself when it has none.
const Place& place_of(const Node& mapping, std::string_view key);

void check_states(const Checked& checked);
void check_calendar(const Checked& checked);
void check_events(const Checked& checked);
void check_rules(const Checked& checked);
void check_overlaps(const Checked& checked);
void check_guards(const Checked& checked);

}  // namespace lapse::rules
