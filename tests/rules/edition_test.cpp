// What a new edition shortens, and what it may not say.
#include <doctest/doctest.h>

#include "rules/edition.h"
#include "tests/rules/policy_text.h"

namespace lapse::rules::tests {
namespace {

std::vector<std::string> shortened_by(const std::string& from, const std::string& to) {
  Diagnostics diagnostics;
  const auto before = parse_policy(nas(), "nas.yaml", diagnostics);
  const auto now = parse_policy(with(nas(), from, to), "nas.yaml", diagnostics);
  REQUIRE(before);
  REQUIRE(now);
  return shortened(*before, *now);
}

}  // namespace

TEST_CASE("a period that is shorter, or gone, shortens its rule; a longer one does not") {
  using Names = std::vector<std::string>;
  CHECK(shortened_by("after: 90 days since", "after: 89 days since") == Names{"mark-inactive"});
  CHECK(shortened_by("after: 90 days since", "after: 91 days since").empty());
  CHECK(shortened_by("after: [90 days in inactive, 180 days since last_used]",
                     "after: 90 days in inactive") == Names{"delete-inactive"});
  CHECK(shortened_by("after: 90 days since last_used", "after: [90 days since last_used, 1 day in active]")
            .empty());
  CHECK(shortened_by("rule: mark-inactive", "rule: mark-unused").empty());
}

TEST_CASE("the shipped edition of December 2022 is sound, and shortens what NHSmail shortened") {
  Diagnostics diagnostics;
  const auto before = parse_policy(nas(), "nas.yaml", diagnostics);
  const auto now = parse_policy(shipped("rules/policies/nas-2022-12.yaml"), "nas-2022-12.yaml", diagnostics);
  REQUIRE(before);
  REQUIRE(now);
  CHECK(now->name == before->name);
  CHECK(now->edition == 4);
  CHECK(shortened(*before, *now) == std::vector<std::string>{"mark-inactive", "delete-inactive"});
}

TEST_CASE("an edition that would break its word is shown") {
  CHECK(problems_after("new_promises_only: yes", "new_promises_only: no") ==
        R"(nas.yaml:87:40: a date that somebody was told binds every edition after it
  87 |   when_shortened: { new_promises_only: no, fresh_warnings: yes }
     |                                        ^^
  help: write 'new_promises_only: yes'
)");
}

}  // namespace lapse::rules::tests
