// Rules that start in one state: whose is the account that both are about?
#include <doctest/doctest.h>

#include "tests/rules/policy_text.h"

namespace lapse::rules::tests {
namespace {

struct Ruling {
  std::string conditions;
  std::string from = "inactive";
};

// The shipped policy with one rule per entry, r0, r1, ..., in place of delete-inactive.
std::string text_of(const std::vector<Ruling>& rulings) {
  std::string text = nas();
  const auto begin = text.find("  - rule: delete-inactive");
  const auto end = text.find("  - rule: delete-leaver");
  REQUIRE(end != std::string::npos);
  std::string rules;
  for (std::size_t i = 0; i < rulings.size(); ++i) {
    rules += "  - rule: r" + std::to_string(i) + "\n    says: .\n    from: " + rulings[i].from + "\n" +
             rulings[i].conditions + "    after: 90 days in " + rulings[i].from +
             "\n    warn: { days_before: [7, 1], send: soon-deleted, to: [account] }\n    notice: 7 days\n"
             "    to: deleted\n";
  }
  return text.replace(begin, end - begin, rules);
}

// Without the excerpts of the text.
std::string found(const std::vector<Ruling>& rulings) {
  const std::string all = problems(text_of(rulings));
  std::string kept;
  for (std::size_t at = 0; at < all.size();) {
    const auto end = all.find('\n', at) + 1;
    if (all.compare(at, 4, "nas.") == 0 || all.compare(at, 7, "  help:") == 0)
      kept += all.substr(at, end - at);
    at = end;
  }
  return kept;
}

bool is_sound(const std::vector<Ruling>& rulings) {
  return found(rulings).empty();
}

}  // namespace

TEST_CASE("two rules about the same accounts need a word on who comes first") {
  CHECK_FALSE(is_sound({{"    only: [kind is user]\n"}, {""}}));
  CHECK(is_sound({{"    only: [kind is user]\n    before: r1\n"}, {""}}));
  CHECK(is_sound({{""}, {"    only: [kind is user]\n    before: r0\n"}}));
  CHECK(is_sound({{"    only: [kind is user]\n    before: [r1, r2]\n"},
                  {"    only: [created is before 2020-01-01]\n    before: r2\n"},
                  {""}}));
}

TEST_CASE("every two that meet need it, not only neighbours") {
  CHECK(
      found({{"    only: [kind is user]\n    before: r1\n"},
             {"    only: [created is before 2020-01-01]\n    before: r2\n"},
             {""}}) ==
      "nas.yaml:67:11: rules 'r0' (at 49:11) and 'r2' both start in 'inactive' and can meet in one account\n"
      "  help: give them conditions that exclude each other, such as 'only: [kind is user]' and 'only: [kind "
      "is shared]', or write 'before: r2' in 'r0' if that one comes first\n");
}

TEST_CASE("days that cannot both be exclude each other") {
  CHECK(is_sound(
      {{"    only: [created is before 2020-01-01]\n"}, {"    only: [created is after 2020-01-01]\n"}}));
  CHECK(is_sound(
      {{"    only: [created is before 2020-01-01]\n"}, {"    only: [created is not before 2020-01-01]\n"}}));
  CHECK(is_sound(
      {{"    only: [created is after 2019-12-31]\n"}, {"    only: [created is before 2020-01-01]\n"}}));
  CHECK_FALSE(is_sound(
      {{"    only: [created is after 2019-12-30]\n"}, {"    only: [created is before 2020-01-01]\n"}}));
  CHECK_FALSE(is_sound({{"    only: [created is not after 2020-01-01]\n"},
                        {"    only: [created is not before 2021-01-01]\n"}}));
  CHECK(is_sound({{"    only: [created is not after 2020-01-01, created is not missing]\n"},
                  {"    only: [created is not before 2021-01-01]\n"}}));
}

TEST_CASE("what is missing and what is there exclude each other") {
  CHECK(is_sound({{"    only: [mobile is missing]\n"}, {"    only: [mobile is not missing]\n"}}));
  CHECK(
      is_sound({{"    only: [last_login is missing]\n"}, {"    only: [last_login is before 2020-01-01]\n"}}));
  CHECK(is_sound({{"    only: [organisation is missing]\n"}, {"    only: [organisation is FA001]\n"}}));
  CHECK_FALSE(
      is_sound({{"    only: [organisation is missing]\n"}, {"    only: [organisation is not FA001]\n"}}));
}

TEST_CASE("any is taken apart") {
  const std::string any = "    only: [any: [kind is user, created is before 2020-01-01]]\n";
  CHECK(is_sound({{any}, {"    only: [kind is guest, created is after 2019-12-31]\n"}}));
  CHECK_FALSE(is_sound({{any}, {"    only: [kind is guest]\n"}}));
  CHECK(is_sound({{any}, {"    unless: [any: [kind is user, created is before 2020-01-01]]\n"}}));
  CHECK(found({{"    only: [any: [kind is user, kind is guest], kind is shared]\n"}}) ==
        "nas.yaml:49:11: no account can meet all conditions of 'r0'\n"
        "  help: its 'only' and 'unless' exclude each other\n");
}

TEST_CASE("more ways than can be compared are shown") {
  std::string only = "    only:\n";
  for (int i = 0; i < 6; ++i) only += "      - any: [mobile is missing, email is missing]\n";
  CHECK(is_sound({{only}}));
  CHECK(found({{only + "      - any: [kind is user, kind is guest]\n"}}) ==
        "nas.yaml:49:11: the conditions of 'r0' can be met in more than 64 ways\n"
        "  help: write fewer or shorter 'any' lists, or several rules\n");
}

TEST_CASE("a before that means nothing is shown") {
  CHECK(found({{"    before: r7\n"}}) ==
        "nas.yaml:52:13: no rule is called 'r7'\n"
        "  help: 'rules' defines: mark-inactive, r0, delete-leaver, purge-deleted\n");
  CHECK(found({{"    before: r0\n"}}) ==
        "nas.yaml:52:13: 'r0' cannot come before itself\n"
        "  help: name the rule that comes after it\n");
  CHECK(found({{"    before: delete-leaver\n"}}) ==
        "nas.yaml:52:13: 'delete-leaver' starts in 'leaver', not in 'inactive': the two never meet\n"
        "  help: leave out 'before'\n");
  CHECK(found({{"    only: [kind is user]\n    before: r1\n"}, {"    only: [kind is guest]\n"}}) ==
        "nas.yaml:53:13: 'r0' and 'r1' never meet in one account\n"
        "  help: leave out 'before'\n");
}

TEST_CASE("rules that come before each other in a circle are shown") {
  CHECK(found({{"    before: r1\n"}, {"    before: r2\n"}, {"    before: r0\n"}}) ==
        "nas.yaml:49:11: rules come before each other in a circle: 'r0' before 'r1' before 'r2' before 'r0'\n"
        "  help: take out one 'before'\n");
}

}  // namespace lapse::rules::tests
