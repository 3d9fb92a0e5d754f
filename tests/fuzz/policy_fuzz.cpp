// No text of a policy, or of the tests of one, brings the readers down: they answer with a value or
// diagnostics.
//
// For libFuzzer (CONTRIBUTING.md). A text with `tests` is read as tests of the shipped policy.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "rules/parse.h"
#include "rules/parse_policy_test.h"

namespace {

using lapse::rules::Diagnostics;

void demand(bool holds) {
  if (!holds) std::abort();
}

const lapse::rules::Policy& shipped() {
  static const auto kPolicy = [] {
    std::ifstream file(LAPSE_SOURCE_DIR "/rules/policies/nas.yaml", std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    Diagnostics diagnostics;
    return lapse::rules::parse_policy(text, "nas.yaml", diagnostics);
  }();
  demand(kPolicy.has_value());
  return *kPolicy;
}

// Every place lies in the text: to show it must not fail.
void show(const Diagnostics& diagnostics, std::string_view text) {
  for (const auto& diagnostic : diagnostics) demand(!lapse::rules::render(diagnostic, text).empty());
}

void read_policy(std::string_view text) {
  Diagnostics problems;
  const auto policy = lapse::rules::parse_policy(text, "policy.yaml", problems);
  demand(policy.has_value() == problems.empty());
  show(problems, text);
  if (!policy) return;
  Diagnostics findings;
  demand(lapse::rules::review_policy(text, "policy.yaml", findings).has_value());
  show(findings, text);
}

void read_tests(const std::string& text) {
  Diagnostics problems;
  lapse::rules::policy_of_tests(text, "policy.test.yaml", problems);
  show(problems, text);
  Diagnostics diagnostics;
  const auto tests = lapse::rules::parse_policy_tests(text, "policy.test.yaml", shipped(), diagnostics);
  demand(tests.has_value() == diagnostics.empty());
  show(diagnostics, text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  text.find("\ntests:") == std::string::npos ? read_policy(text) : read_tests(text);
  return 0;
}
