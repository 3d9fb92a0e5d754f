// Policy text to a checked Policy: all problems at once, each with its place and how to write it instead.
//
// The language is DESIGN's, as far as this version goes; rules/README.md is its page. Nothing has a silent
// default: unknown and duplicate keys, numbers without units, empty lists and missing durations are errors.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "rules/diagnostic.h"
#include "rules/model.h"
#include "rules/policy_files.h"

namespace lapse::rules {

// One policy of all files (rules/policy_files.h), in their order, if it can be carried out. nullopt exactly
// when at least one diagnostic was added. Diagnostics come sorted by place.
std::optional<Policy> parse_policy(std::span<const PolicyFile> files, Diagnostics& diagnostics);

// The same of one text, which may be that of several files.
std::optional<Policy> parse_policy(std::string_view text, const std::string& file, Diagnostics& diagnostics);

// What should be put in force: adds what review.h finds, errors and warnings, to what keeps the policy from
// being carried out. nullopt as above, so not for a finding of the review alone.
std::optional<Policy> review_policy(std::span<const PolicyFile> files, Diagnostics& diagnostics);
std::optional<Policy> review_policy(std::string_view text, const std::string& file, Diagnostics& diagnostics);

// One division of a file in the shape of gov.uk's bank-holidays.json.
std::optional<schedules::Holidays> parse_holidays(std::string_view text, const std::string& file,
                                                  const std::string& division, Diagnostics& diagnostics);

}  // namespace lapse::rules
