// rules/README.md explains the language by blocks of a policy; this reads them.
#include <doctest/doctest.h>

#include <sstream>

#include "rules/vocabulary.h"
#include "tests/rules/policy_text.h"

namespace lapse::rules::tests {

TEST_CASE("the blocks of the README of rules, put together, are a policy") {
  std::istringstream readme(shipped("rules/README.md"));
  std::string policy;
  bool inside = false;
  for (std::string line; std::getline(readme, line);) {
    if (line.starts_with("```")) {
      inside = line == "```yaml";
    } else if (inside) {
      policy += line + "\n";
    }
  }
  Diagnostics diagnostics;
  CHECK(review_policy(policy, "readme.yaml", diagnostics));
  CHECK(rendered(diagnostics, policy) == "");
}

TEST_CASE("the README of rules shows a mistake as it is printed") {
  const std::string shown = problems_after("    warn: { days_before: [30, 14, 7, 1], send: soon-inactive",
                                           "    warm: { days_before: [30, 14, 7, 1], send: soon-inactive");
  CHECK(shipped("rules/README.md").find("```\n" + shown + "```\n") != std::string::npos);
}

TEST_CASE("every condition that the README of rules shows is one") {
  const std::string readme = shipped("rules/README.md");
  const std::string table = "| sentence | holds when |\n";
  std::istringstream lines(readme.substr(readme.find(table) + table.size()));
  std::vector<std::string> lists;
  for (std::string line; std::getline(lines, line) && !line.empty();) {
    const std::string sentences = line.substr(0, line.find(" | "));
    for (auto from = sentences.find('`'); from != std::string::npos;) {
      const auto to = sentences.find('`', from + 1);
      lists.push_back("only: [" + sentences.substr(from + 1, to - from - 1) + "]");
      from = sentences.find('`', to + 1);
    }
  }
  CHECK(lists.size() == 7);
  const auto any = readme.find("\n    only: [") + 5;
  lists.push_back(readme.substr(any, readme.find('\n', any) - any));
  CHECK(lists.back().find("any: [") != std::string::npos);
  for (const std::string& list : lists) {
    CAPTURE(list);
    CHECK(problems_after("only: [kind is user]", list) == "");
  }
}

TEST_CASE("what the README of rules asks to be done is read") {
  const std::string effects = "do: [disable-mailbox, tell-hr]";
  CHECK(shipped("rules/README.md").find("      to: inactive\n      " + effects + "\n") != std::string::npos);
  CHECK(problems_after("    to: inactive\n", "    to: inactive\n    " + effects + "\n") == "");
}

TEST_CASE("the README of rules has every word of the language") {
  const std::string readme = shipped("rules/README.md");
  const auto has = [&](const std::vector<std::string>& words) {
    for (const std::string& word : words) {
      CAPTURE(word);
      CHECK(readme.find("`" + word + "`") != std::string::npos);
    }
  };
  has(words_of(field_words()));
  has(words_of(recipient_words()));
  has(words_of(last_used_words()));
  has(words_of(event_words()));
  has(words_of(feed_words()));
  has(words_of(count_words()));
}

}  // namespace lapse::rules::tests
