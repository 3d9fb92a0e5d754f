// The sections of a policy, one reader each. All of them read on after a mistake and leave empty what was
// wrong.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rules/model.h"
#include "rules/parse_mapping.h"

namespace lapse::rules {

// "kind is service or break_glass", "any: [mobile is missing, created is before 2024-01-01]". One AnyOf per
// item that is wholly right.
std::vector<AnyOf> read_conditions(const Mapping& mapping, std::string_view key);

// "90 days since last_used", "30 days in leaver" of a rule that starts in `from`.
std::vector<After> read_after(const Mapping& rule, std::string_view from);

std::optional<Warn> read_warn(const Mapping& rule);
std::vector<Tell> read_tells(const Mapping& mapping, std::string_view key);
std::vector<EffectName> read_effects(const Mapping& mapping, std::string_view key);

void read_states(const Node& node, Policy& policy, Findings& findings);
void read_events(const Node& node, Policy& policy, Findings& findings);
void read_facts(const Node& node, Policy& policy, Findings& findings);
void read_holds(const Node& node, Policy& policy, Findings& findings);
void read_rules(const Node& node, Policy& policy,
                Findings& findings);  // one Rule per item, even a broken one
void read_guards(const Node& node, Policy& policy, Findings& findings);
void read_trust(const Node& node, Policy& policy, Findings& findings);
void read_routes(const Node& node, Policy& policy, Findings& findings);

// The state that an event's "720 hours in deleted" counts in; empty when the phrase is wrong.
std::string_view within_state(const Node& within);

}  // namespace lapse::rules
