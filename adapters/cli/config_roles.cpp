#include "adapters/cli/config_sections.h"

namespace lapse::adapters::cli {
namespace {

constexpr std::string_view kExample = "roles: { nas_team: [nas], local_admin: [pharmacy-admins] }";

std::vector<std::string> read_groups(const rules::Mapping& config, const rules::Entry& role) {
  std::vector<std::string> groups;
  for (const rules::Node& item : rules::items_of(role.value)) {
    if (config.is_scalar(item, "roles")) groups.push_back(item.scalar);
  }
  return groups;
}

}  // namespace

std::map<std::string, std::vector<std::string>> read_roles(const rules::Mapping& config) {
  std::map<std::string, std::vector<std::string>> roles;
  const rules::Node* node = config.find("roles");
  if (node == nullptr) return roles;
  for (const rules::Entry& role : rules::named_entries(*node, "roles", kExample, config.findings())) {
    if (rules::has_good_name(role, config.findings())) roles[role.key] = read_groups(config, role);
  }
  return roles;
}

}  // namespace lapse::adapters::cli
