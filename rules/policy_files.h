// A policy in several files: one text to keep and to hash, one tree to read.
//
// Files are read in the order given. The keys of the head (policy, edition, timezone, calendar, ...) stand in
// one of them; the entries of states, events, holds and routes, the items of rules and never_touch, and the
// limits of guards are put together.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/diagnostic_findings.h"
#include "rules/yaml.h"

namespace lapse::rules {

struct PolicyFile {
  std::string name;
  std::string text;
};

// The text of a single file as it is; of several, each behind a line with its name and length.
std::string one_text(std::span<const PolicyFile> files);

// What one_text() put together; a text of any other kind is a single file of that name.
std::vector<PolicyFile> files_of(std::string_view text, const std::string& name);

// All of them under the first; what is in two of them, and must not be, is a finding.
Node joined(std::vector<Node> roots, Findings& findings);

}  // namespace lapse::rules
