#include "adapters/cli/commands.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "adapters/cli/help.h"

using namespace lapse::adapters::cli;

namespace {

std::filesystem::path folder() {
  return std::filesystem::path(LAPSE_SOURCE_DIR) / "adapters/cli";
}

std::string page(std::string_view command) {
  std::ifstream stream(folder() / (std::string(command) + ".md"), std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::string written(const Option& option) {
  return "--" + std::string(option.name) + (option.value.empty() ? "" : " " + std::string(option.value));
}

}  // namespace

TEST_CASE("every command has its page, and the page agrees with the table") {
  for (const Command& command : commands()) {
    CAPTURE(command.name);
    const std::string text = page(command.name);
    CHECK(text.starts_with("# lapse " + std::string(command.name) + "\n"));
    CHECK(contains(text, command.operands));
    for (const Option& option : command.options)
      CHECK_MESSAGE(contains(text, "`" + written(option) + "`"), option.name);
    std::istringstream examples{std::string(command.examples)};
    for (std::string line; std::getline(examples, line);) CHECK_MESSAGE(contains(text, line + "\n"), line);
    CHECK(contains(text, "## Exit codes"));
  }
}

TEST_CASE("every page is of a command, of the command line or of the configuration") {
  for (const auto& entry : std::filesystem::directory_iterator(folder())) {
    if (entry.path().extension() != ".md") continue;
    const std::string name = entry.path().stem().string();
    CHECK_MESSAGE((find_command(name) != nullptr || name == "commands" || name == "config"), name);
  }
}

TEST_CASE("the page of the command line names the common options and every command") {
  const std::string text = page("commands");
  for (const Option& option : common_options())
    CHECK_MESSAGE(contains(text, "--" + std::string(option.name)), option.name);
  for (const Command& command : commands()) CHECK(contains(text, "(" + std::string(command.name) + ".md)"));
}

TEST_CASE("help shows every command, and each command its options and examples") {
  for (const Command& command : commands()) {
    CAPTURE(command.name);
    CHECK(contains(help(), "\n  " + std::string(command.name) + " "));
    const std::string text = help(command);
    for (const Option& option : command.options) CHECK(contains(text, written(option)));
    CHECK(contains(text, "\nexamples:\n  lapse " + std::string(command.name)));
    CHECK((command.run != nullptr));
  }
}
