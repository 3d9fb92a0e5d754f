// The parts of one policy test, one reader each. All of them read on after a mistake.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/parse_mapping.h"
#include "rules/policy_test.h"

namespace lapse::rules {

// What the readers need to know beside the text.
struct TestContext {
  const Policy& policy;
  Findings& findings;
};

// "2026-01-01 10:00", "2026-01-01 10:00:59", "2026-01-01" (its first instant) in the policy's zone.
std::optional<schedules::Instant> read_time(const Node& node, const TestContext& context);

// A word that must be one of `known`; complains otherwise.
bool is_one_of(const Node& node, std::string_view word, const std::vector<std::string>& known,
               std::string_view what, Findings& findings);

// Facts of an account over those of `account`, which has the defaults.
void read_test_account(const Node& node, TestAccount& account, const TestContext& context);
TestAccount read_test_defaults(const Node* node, const TestContext& context);
TestCrowd read_test_crowd(const Node& node, const TestAccount& defaults, const TestContext& context);
std::vector<TestSite> read_test_sites(const Node& node, const TestContext& context);

// Both know the accounts of the test by their names.
std::vector<Happening> read_happenings(const Node& node, const PolicyTest& test, const TestContext& context);
std::vector<Expectation> read_expectations(const Node& node, const PolicyTest& test,
                                           const TestContext& context);

}  // namespace lapse::rules
