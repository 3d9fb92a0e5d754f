#include "adapters/cli/help.h"

#include <fmt/format.h>

#include <sstream>

namespace lapse::adapters::cli {
namespace {

constexpr std::string_view kExitCodes =
    "exit codes: 0 done, 1 failed, 3 partly done or findings, 4 stopped by a guard, 64 usage, 65 policy "
    "invalid,\n"
    "            69 database or mail unavailable, 75 lease held, 77 not permitted, 78 configuration "
    "invalid\n";

std::string option_line(const Option& option) {
  const bool has_letter = option.name == "verbose" || option.name == "quiet" || option.name == "help";
  std::string written =
      has_letter ? fmt::format("-{}, --{}", option.name[0], option.name) : fmt::format("--{}", option.name);
  if (!option.value.empty()) written += fmt::format(" {}", option.value);
  return fmt::format("  {:<24} {}\n", written, option.help);
}

std::string option_lines(std::span<const Option> options) {
  std::string text;
  for (const Option& option : options) text += option_line(option);
  return text;
}

}  // namespace

std::string help() {
  std::string text = "lapse: an account lifecycle engine\n\nusage: lapse COMMAND [OPTION...]\n\ncommands:\n";
  for (const Command& command : commands()) {
    const std::string written = fmt::format("{} {}", command.name, command.operands);
    text += fmt::format("  {:<24} {}\n", written, command.summary);
  }
  text += "  help [COMMAND]           this text, or that of a command with its examples\n";
  return text + "\noptions of every command:\n" + option_lines(common_options()) + "\n" +
         std::string(kExitCodes);
}

std::string help(const Command& command) {
  const std::string operands = command.operands.empty() ? "" : " " + std::string(command.operands);
  std::string text =
      fmt::format("usage: lapse {}{} [OPTION...]\n\n{}\n\n", command.name, operands, command.summary);
  if (!command.options.empty()) text += "options:\n" + option_lines(command.options) + "\n";
  text += "options of every command:\n" + option_lines(common_options()) + "\nexamples:\n";
  std::istringstream examples{std::string(command.examples)};
  for (std::string line; std::getline(examples, line);) text += "  " + line + "\n";
  return text;
}

}  // namespace lapse::adapters::cli
