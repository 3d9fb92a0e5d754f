// What the tests of rules/ share: the shipped policy, small changes to its text, and what is wrong with it
// then.
#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "rules/parse.h"

namespace lapse::rules::tests {

// A file of the source tree.
inline std::string shipped(const std::string& path) {
  std::ifstream file(std::string(LAPSE_SOURCE_DIR) + "/" + path, std::ios::binary);
  REQUIRE(file.good());
  return {std::istreambuf_iterator<char>(file), {}};
}

inline std::string nas() {
  return shipped("rules/policies/nas.yaml");
}

// The text with the first `from` replaced by `to`.
inline std::string with(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE_MESSAGE(at != std::string::npos, "not in the text: " << from);
  return text.replace(at, from.size(), to);
}

inline std::string rendered(const Diagnostics& diagnostics, const std::string& text) {
  std::string result;
  for (const Diagnostic& diagnostic : diagnostics) result += render(diagnostic, text);
  return result;
}

// Everything that `lapse check` would print about a policy, empty when it is sound.
inline std::string problems(const std::string& text) {
  Diagnostics diagnostics;
  const auto policy = parse_policy(text, "nas.yaml", diagnostics);
  CHECK(policy.has_value() == diagnostics.empty());
  return rendered(diagnostics, text);
}

// The same about the shipped policy with one change.
inline std::string problems_after(const std::string& from, const std::string& to) {
  return problems(with(nas(), from, to));
}

}  // namespace lapse::rules::tests
