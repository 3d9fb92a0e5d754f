#include "adapters/cli/roles.h"

#include <doctest/doctest.h>

#include "adapters/cli/identity.h"

using namespace lapse::adapters::cli;

namespace {

Rights rights(const std::vector<std::string>& groups) {
  return {"uid 1000 (jo)", groups, {{"nas_team", {"nas", "duty"}}, {"local_admin", {"dental"}}}};
}

const std::vector<std::string> kBy{"nas_team", "local_admin"};

}  // namespace

TEST_CASE("the first role that the policy names and a group gives is the one that acts") {
  CHECK(acting_role(rights({"users", "duty"}), "leaver", kBy, "").role == "nas_team");
  CHECK(acting_role(rights({"dental"}), "leaver", kBy, "").role == "local_admin");
  CHECK(acting_role(rights({"dental", "nas"}), "leaver", kBy, "local_admin").role == "local_admin");
  const auto nobodys = acting_role(rights({}), "login", {}, "");
  CHECK(nobodys.refused.empty());
  CHECK(nobodys.role.empty());
}

TEST_CASE("who has no role hears which groups have it") {
  CHECK(acting_role(rights({"users"}), "leaver", kBy, "").refused ==
        "leaver is for nas_team (groups nas and duty) or local_admin (group dental); uid 1000 (jo) is in "
        "none of "
        "their groups");
  CHECK(
      acting_role(rights({"dental"}), "leaver", kBy, "nas_team").refused.find("is in none of their groups") !=
      std::string::npos);
  CHECK(acting_role(rights({"dental"}), "restore", {"nas_team"}, "local_admin").refused ==
        "restore is for nas_team, not for local_admin");
}

TEST_CASE("a role without a group is nobody's, and the answer says how it gets one") {
  const auto acting = acting_role(rights({"nas", "root"}), "legal", {"information_governance"}, "");
  CHECK(acting.role.empty());
  CHECK(acting.refused.find("write 'roles: { information_governance: [GROUP] }' in the configuration") !=
        std::string::npos);
}

TEST_CASE("a role that is asked for has to be had, also where the policy names none") {
  CHECK(acting_role(rights({"nas"}), "login", {}, "nas_team").role == "nas_team");
  CHECK_FALSE(acting_role(rights({"nas"}), "login", {}, "local_admin").refused.empty());
}

TEST_CASE("whoever runs the tests is in a group of their own") {
  CHECK_FALSE(groups().empty());
}
