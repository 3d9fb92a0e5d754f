// In which role of the policy somebody may do what the policy keeps to roles: by the groups of the user who
// runs lapse, as `roles` of the configuration maps them. Nobody has a role without a group, root neither.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace lapse::adapters::cli {

struct Rights {
  std::string who;                                        // "uid 1000 (jo)"
  std::vector<std::string> groups;                        // that this user is in
  std::map<std::string, std::vector<std::string>> roles;  // role -> groups
};

struct Acting {
  std::string role;     // empty where the policy names none
  std::string refused;  // why not, with the remedy; empty: it may be done
};

// `by` are the roles that may do `what`; `asked` is the one that the user names, or empty: the first that
// fits.
Acting acting_role(const Rights& rights, const std::string& what, const std::vector<std::string>& by,
                   const std::string& asked);

}  // namespace lapse::adapters::cli
