#include "adapters/log/events.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

using namespace lapse::adapters::log;

namespace {

std::string content(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// Ids that the product hands to an Observer as a literal.
std::set<std::string> ids_in_the_source() {
  const std::filesystem::path root = LAPSE_SOURCE_DIR;
  const std::regex call(
      R"rx((?:observer_?|->|\.)\.?on\(\s*(?:[^",()]*\?\s*)?"([a-z-]+)"(?:\s*:\s*"([a-z-]+)")?)rx");
  std::set<std::string> ids;
  for (const char* folder : {"engine", "adapters"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
      if (entry.path().extension() != ".cpp") continue;
      const std::string text = content(entry.path());
      for (std::sregex_iterator it(text.begin(), text.end(), call), end; it != end; ++it) {
        ids.insert((*it)[1]);
        if ((*it)[2].matched) ids.insert((*it)[2]);
      }
    }
  }
  return ids;
}

}  // namespace

TEST_CASE("every event that the product tells is in the table, and nothing else") {
  std::set<std::string> known;
  for (const Event& event : kEvents) {
    CHECK_MESSAGE(known.emplace(event.id).second, "twice: " << event.id);
  }
  CHECK(ids_in_the_source() == known);
}

TEST_CASE("an event that asks for attention says what to do") {
  for (const Event& event : kEvents) {
    CAPTURE(event.id);
    CHECK_FALSE(event.sentence.empty());
    if (event.level == Level::warning || event.level == Level::error) CHECK_FALSE(event.help.empty());
  }
}

TEST_CASE("an event is found by its id") {
  REQUIRE(find_event("run-finished") != nullptr);
  CHECK(find_event("run-finished")->id == "run-finished");
  CHECK(find_event("run-finishe") == nullptr);
}
