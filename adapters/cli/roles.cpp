#include "adapters/cli/roles.h"

#include <algorithm>

#include "engine/explain_words.h"

namespace lapse::adapters::cli {
namespace {

const std::vector<std::string>& groups_of(const Rights& rights, const std::string& role) {
  static const std::vector<std::string> kNone;
  const auto found = rights.roles.find(role);
  return found == rights.roles.end() ? kNone : found->second;
}

bool has(const Rights& rights, const std::string& role) {
  return std::ranges::any_of(groups_of(rights, role), [&](const std::string& group) {
    return std::ranges::find(rights.groups, group) != rights.groups.end();
  });
}

// "nas_team (groups nas and duty)"
std::string in_words(const Rights& rights, const std::string& role) {
  const auto& groups = groups_of(rights, role);
  if (groups.empty())
    return role + " (no group: write 'roles: { " + role + ": [GROUP] }' in the configuration)";
  return role + (groups.size() == 1 ? " (group " : " (groups ") + engine::listed(groups, "and") + ")";
}

std::string refusal(const Rights& rights, const std::string& what, const std::vector<std::string>& roles) {
  std::vector<std::string> words;
  for (const auto& role : roles) words.push_back(in_words(rights, role));
  return what + " is for " + engine::listed(words, "or") + "; " + rights.who + " is in none of their groups";
}

}  // namespace

Acting acting_role(const Rights& rights, const std::string& what, const std::vector<std::string>& by,
                   const std::string& asked) {
  if (!asked.empty() && !by.empty() && std::ranges::find(by, asked) == by.end())
    return {"", what + " is for " + engine::listed(by, "or") + ", not for " + asked};
  if (!asked.empty())
    return has(rights, asked) ? Acting{asked, ""} : Acting{"", refusal(rights, what, {asked})};
  if (by.empty()) return {};
  const auto first = std::ranges::find_if(by, [&](const std::string& role) { return has(rights, role); });
  return first == by.end() ? Acting{"", refusal(rights, what, by)} : Acting{*first, ""};
}

}  // namespace lapse::adapters::cli
