#include "rules/shortened.h"

#include <doctest/doctest.h>

#include "tests/rules/policy_text.h"

namespace lapse::rules::tests {
namespace {

// One line per period that the change makes shorter.
std::string shortened_by(const std::string& from, const std::string& to) {
  Diagnostics none;
  const auto before = parse_policy(nas(), "nas.yaml", none);
  const auto after = parse_policy(with(nas(), from, to), "nas.yaml", none);
  REQUIRE(before);
  REQUIRE_MESSAGE(after, rendered(none, with(nas(), from, to)));
  std::string lines;
  for (const Shortened& one : shortened(*before, *after))
    lines += one.after->name + " " + in_words(one) + "\n";
  return lines;
}

}  // namespace

TEST_CASE("a shorter period is found, a longer one and the same are not") {
  CHECK(shortened_by("after: 90 days since", "after: 89 days since") ==
        "mark-inactive 90 to 89 days since last_used\n");
  CHECK(shortened_by("after: 90 days since", "after: 91 days since") == "");
  CHECK(shortened_by("after: 90 days since", "after: 90 days since") == "");
}

TEST_CASE("a period that is left out is shorter by all its days") {
  CHECK(shortened_by("[90 days in inactive, 180 days since last_used]", "90 days in inactive") ==
        "delete-inactive 180 to no days since last_used\n");
}

TEST_CASE("a rule with another name is the same rule when it leads the same way") {
  CHECK(shortened_by(
            "rule: delete-leaver\n    says: A leaver with no new organisation is deleted after 30 days.\n"
            "    from: leaver                          # user accounts and shared mailboxes alike\n"
            "    after: 30 days in leaver",
            "rule: remove-leaver\n    says: A leaver with no new organisation is deleted after 25 days.\n"
            "    from: leaver                          # user accounts and shared mailboxes alike\n"
            "    after: 25 days in leaver") == "remove-leaver 30 to 25 days in leaver\n");
}

}  // namespace lapse::rules::tests
