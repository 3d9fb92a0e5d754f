#include "rules/parse_policy_test.h"

#include <algorithm>
#include <array>
#include <utility>

#include "rules/parse_phrase.h"
#include "rules/parse_test_story.h"

namespace lapse::rules {
namespace {

constexpr std::array kFileKeys{
    Key{"policy", Need::mandatory, "nas.yaml"},
    Key{"defaults", Need::optional, "{ kind: user, organisation_type: community_pharmacy }"},
    Key{"tests", Need::mandatory, "[{ test: ninety quiet days, accounts: {...}, expect: {...} }]"},
};

constexpr std::array kTestKeys{
    Key{"test", Need::mandatory, "one login on the last day saves the account"},
    Key{"accounts", Need::optional, "{ ann: { last_used: 2026-01-01 10:00 } }"},
    Key{"crowd", Need::optional, "{ count: 1000, state: inactive, last_used: 2026-01-01 10:00 }"},
    Key{"sites", Need::optional, "{ FA001: { type: community_pharmacy, mailbox: box, owners: [bob] } }"},
    Key{"happens", Need::optional, "[{ at: 2026-04-01 23:59:59, login: ann }]"},
    Key{"expect", Need::mandatory, "{ 2026-04-02: { ann: inactive } }"},
};

constexpr std::string_view kFileExample = "policy: nas.yaml";

void read_accounts(const Node& node, const TestAccount& defaults, PolicyTest& test,
                   const TestContext& context) {
  for (const Entry& entry :
       named_entries(node, "accounts", "ann: { last_used: 2026-01-01 10:00 }", context.findings)) {
    if (!has_good_name(entry, context.findings)) continue;
    TestAccount account = defaults;
    account.name = entry.key;
    account.place = entry.place;
    read_test_account(entry.value, account, context);
    test.accounts.push_back(std::move(account));
  }
}

PolicyTest read_test(const Node& node, const TestAccount& defaults, const TestContext& context) {
  const Mapping mapping(node, kTestKeys, "test: ninety quiet days make an account inactive",
                        context.findings);
  PolicyTest test;
  test.name = mapping.text("test");
  test.place = mapping.place("test");
  if (const Node* accounts = mapping.find("accounts")) read_accounts(*accounts, defaults, test, context);
  for (const Node& crowd : mapping.items("crowd"))
    test.crowds.push_back(read_test_crowd(crowd, defaults, context));
  if (const Node* sites = mapping.find("sites")) test.sites = read_test_sites(*sites, context);
  if (const Node* happens = mapping.find("happens")) test.happens = read_happenings(*happens, test, context);
  if (const Node* expect = mapping.find("expect")) test.expects = read_expectations(*expect, test, context);
  if (node.kind == Node::Kind::mapping && !mapping.has("accounts") && !mapping.has("crowd")) {
    context.findings.add(node.place, "a test without accounts",
                         "write 'accounts: { ann: { last_used: 2026-01-01 10:00 } }'");
  }
  return test;
}

void refuse_same_names(const std::vector<PolicyTest>& tests, Findings& findings) {
  for (auto test = tests.begin(); test != tests.end(); ++test) {
    const auto same = [&](const PolicyTest& other) { return other.name == test->name; };
    const auto first = std::find_if(tests.begin(), test, same);
    if (first == test || test->name.empty()) continue;
    findings.add(test->place,
                 "a test of this name stands at " + line_and_column(first->place, test->place) + " already",
                 "names tell tests apart: change one of them");
  }
}

}  // namespace

std::optional<std::string> policy_of_tests(std::string_view text, const std::string& file,
                                           Diagnostics& diagnostics) {
  const auto root = read_yaml(text, file, diagnostics);
  if (!root) return std::nullopt;
  Findings findings;
  std::string policy = Mapping(*root, kFileKeys, kFileExample, findings).text("policy");
  if (findings.empty()) return policy;
  findings.append_to(diagnostics);
  return std::nullopt;
}

std::optional<std::vector<PolicyTest>> parse_policy_tests(std::string_view text, const std::string& file,
                                                          const Policy& policy, Diagnostics& diagnostics) {
  const auto root = read_yaml(text, file, diagnostics);
  if (!root) return std::nullopt;
  Findings findings;
  const TestContext context{policy, findings};
  const Mapping mapping(*root, kFileKeys, kFileExample, findings);
  const TestAccount defaults = read_test_defaults(mapping.find("defaults"), context);
  std::vector<PolicyTest> tests;
  for (const Node& item : mapping.items("tests")) tests.push_back(read_test(item, defaults, context));
  refuse_same_names(tests, findings);
  if (findings.empty()) return tests;
  findings.append_to(diagnostics);
  return std::nullopt;
}

}  // namespace lapse::rules
