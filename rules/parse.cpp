#include "rules/parse.h"

#include <array>
#include <utility>

#include "rules/parse_phrase.h"
#include "rules/parse_sections.h"
#include "rules/review.h"
#include "rules/validate.h"

namespace lapse::rules {
namespace {

constexpr int kMostEditions = 1'000'000;

constexpr std::array kPolicyKeys{
    Key{"policy", Need::mandatory, "nas-account-lifecycle"},
    Key{"edition", Need::mandatory, "1"},
    Key{"source", Need::optional, "\"where the rules were decided\""},
    Key{"timezone", Need::mandatory, "Europe/London"},
    Key{"calendar", Need::mandatory, "{ look: every day at 06:30 }"},
    Key{"states", Need::mandatory, "{ active: { meaning: \"in use\" } }"},
    Key{"events", Need::optional, "{ login: { from: [active, inactive], to: active } }"},
    Key{"facts", Need::mandatory, "{ last_used: latest of last_login, created }"},
    Key{"never_touch", Need::optional, "[kind is service or break_glass]"},
    Key{"holds", Need::optional, "{ under_query: { by: nas_team, at_most: 30 days } }"},
    Key{"rules", Need::mandatory, "[{ rule: mark-inactive, ... }]"},
    Key{"guards", Need::optional, "{ limits: [...], when_over: {...}, when_shortened: {...} }"},
    Key{"trust", Need::optional, "{ logins: { fresh: 36 hours } }"},
    Key{"routes", Need::mandatory, "{ by: organisation_type, otherwise: { team: duty-team@nas.example } }"},
};

constexpr std::array kCalendarKeys{
    Key{"holidays", Need::optional, "england-and-wales"},
    Key{"look", Need::mandatory, "every day at 06:30"},
    Key{"delete", Need::optional, "Monday to Thursday 10:00 to 16:00, not on or just before a holiday"},
};

using ReadSection = void (*)(const Node&, Policy&, Findings&);
constexpr std::array<std::pair<std::string_view, ReadSection>, 8> kSections{{
    {"states", read_states},
    {"events", read_events},
    {"facts", read_facts},
    {"holds", read_holds},
    {"rules", read_rules},
    {"guards", read_guards},
    {"trust", read_trust},
    {"routes", read_routes},
}};

// A Policy cannot be without a zone, so a wrong one is reported and stands in as UTC: the other problems of
// the text are found all the same.
std::optional<schedules::Zone> read_zone(const Mapping& mapping) {
  const Node* node = mapping.scalar("timezone");
  if (node != nullptr) {
    if (const auto zone = schedules::Zone::find(node->scalar)) return zone;
    mapping.wrong(*node, "timezone", "unknown time zone " + quote(node->scalar));
  }
  const auto stand_in = schedules::Zone::find("Etc/UTC");
  if (!stand_in) {
    mapping.findings().add(mapping.place("timezone"), "this system knows no time zones", "install tzdata");
  }
  return stand_in;
}

void read_calendar(const Mapping& policy_mapping, Policy& policy) {
  const auto mapping = policy_mapping.nested("calendar", kCalendarKeys);
  if (!mapping) return;
  policy.holidays_name = mapping->name("holidays");
  if (const Node* look = mapping->scalar("look")) {
    const auto cadence = schedules::parse_cadence(look->scalar);
    if (cadence) policy.look = *cadence;
    if (!cadence) mapping->wrong(*look, "look", quote(look->scalar) + " does not say when to look");
  }
  if (const Node* window = mapping->scalar("delete")) {
    policy.delete_window = schedules::parse_window(window->scalar);
    policy.delete_place = window->place;
    if (!policy.delete_window)
      mapping->wrong(*window, "delete", quote(window->scalar) + " is not a window of hours");
  }
}

std::string read_policy_name(const Mapping& mapping) {
  const Node* node = mapping.scalar("policy");
  if (node == nullptr || is_template_name(node->scalar))
    return node != nullptr ? node->scalar : std::string{};
  mapping.wrong(*node, "policy",
                quote(node->scalar) + " is not a name: small letters, digits and '-', at most 64");
  return {};
}

std::optional<Policy> read_policy(const Node& root, Findings& findings) {
  const Mapping mapping(root, kPolicyKeys, "policy: nas-account-lifecycle", findings);
  const auto zone = read_zone(mapping);
  if (!zone) return std::nullopt;
  Policy policy(*zone);
  policy.name = read_policy_name(mapping);
  policy.edition = mapping.number("edition", 1, kMostEditions);
  policy.edition_place = mapping.place("edition");
  policy.source = mapping.text("source");
  policy.never_touch = read_conditions(mapping, "never_touch");
  read_calendar(mapping, policy);
  for (const auto& [key, read] : kSections) {
    if (const Node* section = root.find(key)) read(*section, policy, findings);
  }
  return policy;
}

using Question = void (*)(const Policy&, const Node&, Findings&);
void nothing_more(const Policy&, const Node&, Findings&) {}

// What `ask` finds beside what keeps the policy from being carried out does not make it unreadable.
std::optional<Policy> read(std::span<const PolicyFile> files, Question ask, Diagnostics& diagnostics) {
  std::vector<Node> roots;
  for (const PolicyFile& file : files) {
    if (auto root = read_yaml(file.text, file.name, diagnostics)) roots.push_back(std::move(*root));
  }
  if (roots.empty() || roots.size() != files.size()) return std::nullopt;
  Findings findings;
  const Node root = joined(std::move(roots), findings);
  auto policy = read_policy(root, findings);
  if (policy) validate(*policy, root, findings);
  const bool usable = !findings.any_error();
  if (policy) ask(*policy, root, findings);
  findings.append_to(diagnostics);
  return usable ? std::move(policy) : std::nullopt;
}

}  // namespace

std::optional<Policy> parse_policy(std::span<const PolicyFile> files, Diagnostics& diagnostics) {
  return read(files, nothing_more, diagnostics);
}

std::optional<Policy> parse_policy(std::string_view text, const std::string& file, Diagnostics& diagnostics) {
  return parse_policy(files_of(text, file), diagnostics);
}

std::optional<Policy> review_policy(std::span<const PolicyFile> files, Diagnostics& diagnostics) {
  return read(files, review, diagnostics);
}

std::optional<Policy> review_policy(std::string_view text, const std::string& file,
                                    Diagnostics& diagnostics) {
  return review_policy(files_of(text, file), diagnostics);
}

}  // namespace lapse::rules
