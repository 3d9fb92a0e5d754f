#include "adapters/cli/command_line.h"

#include <boost/program_options.hpp>

#include <algorithm>

#include "adapters/cli/failure.h"
#include "rules/diagnostic.h"

namespace lapse::adapters::cli {
namespace {

namespace po = boost::program_options;

constexpr std::string_view kOperands = "operands";

// The names that one letter stands for.
std::string with_letter(std::string_view option) {
  if (option == "verbose" || option == "quiet" || option == "help")
    return std::string(option) + "," + option[0];
  return std::string(option);
}

std::vector<Option> options_of(const Command* command) {
  std::vector<Option> options(common_options().begin(), common_options().end());
  if (command != nullptr) options.insert(options.end(), command->options.begin(), command->options.end());
  return options;
}

po::options_description describe(const std::vector<Option>& options) {
  po::options_description description;
  for (const Option& option : options) {
    if (option.value.empty()) {
      description.add_options()(with_letter(option.name).c_str(), "");
    } else {
      description.add_options()(with_letter(option.name).c_str(), po::value<std::string>(), "");
    }
  }
  description.add_options()(std::string(kOperands).c_str(), po::value<std::vector<std::string>>(), "");
  return description;
}

bool takes_next_word(const std::string& word) {
  const auto all = common_options();
  return std::any_of(all.begin(), all.end(), [&](const Option& option) {
    return !option.value.empty() && word == "--" + std::string(option.name);
  });
}

// The first word that is neither an option nor the value of one.
std::size_t command_position(const std::vector<std::string>& words) {
  std::size_t at = 0;
  while (at < words.size() && words[at].starts_with('-')) at += takes_next_word(words[at]) ? 2 : 1;
  return std::min(at, words.size());
}

[[noreturn]] void refuse(const std::string& message, const std::string& help) {
  throw Refusal(ExitCode::usage, "lapse: " + message + "\n" + help);
}

const Command* named_command(const std::string& name) {
  if (const Command* command = find_command(name)) return command;
  std::vector<std::string> names;
  for (const Command& command : commands()) names.emplace_back(command.name);
  const std::string near = rules::nearest(name, names);
  refuse("unknown command '" + name + "'",
         near.empty() ? "'lapse help' lists the commands" : "did you mean 'lapse " + near + "'?");
}

std::string help_of(const Command* command) {
  return command == nullptr ? "'lapse --help' shows what is known"
                            : "'lapse " + std::string(command->name) + " --help' shows what is known";
}

[[noreturn]] void refuse_unknown(const po::unknown_option& error, const Command* command) {
  std::vector<std::string> names;
  for (const Option& option : options_of(command)) names.push_back("--" + std::string(option.name));
  const std::string written = error.get_option_name();
  const std::string near = rules::nearest(written, names);
  refuse("unknown option '" + written + "'",
         near.empty() ? help_of(command) : "did you mean '" + near + "'?");
}

po::variables_map parse(const std::vector<std::string>& words, const std::vector<Option>& options,
                        const Command* command) {
  namespace style = po::command_line_style;
  try {
    const auto description = describe(options);
    po::positional_options_description operands;
    operands.add(std::string(kOperands).c_str(), -1);
    po::variables_map values;
    po::store(po::command_line_parser(words)
                  .options(description)
                  .positional(operands)
                  .style(style::unix_style & ~style::allow_guessing)
                  .run(),
              values);
    return values;
  } catch (const po::unknown_option& error) {
    refuse_unknown(error, command);
  } catch (const po::error& error) {
    refuse(error.what(), help_of(command));
  }
}

Arguments arguments_of(const po::variables_map& values, const std::vector<Option>& options,
                       const Command* command) {
  Arguments arguments;
  for (const Option& option : options) {
    const auto found = values.find(std::string(option.name));
    if (found == values.end()) continue;
    if (option.value.empty()) {
      arguments.set_flag(option.name);
    } else if (auto text = found->second.as<std::string>(); !text.empty()) {
      arguments.set_text(option.name, std::move(text));
    } else {
      refuse("'--" + std::string(option.name) + "' is empty", help_of(command));
    }
  }
  const auto operands = values.find(std::string(kOperands));
  if (operands != values.end()) arguments.set_operands(operands->second.as<std::vector<std::string>>());
  return arguments;
}

void check_operands(const Command& command, const Arguments& arguments) {
  const auto count = static_cast<int>(arguments.operands().size());
  const std::string usage = "usage: lapse " + std::string(command.name) + " " + std::string(command.operands);
  if (count < command.operands_least) refuse(std::string(command.operands) + " is missing", usage);
  if (count <= command.operands_most) return;
  refuse(
      "'" + arguments.operands()[static_cast<std::size_t>(command.operands_most)] + "' is one word too many",
      command.operands.empty() ? help_of(&command) : usage);
}

}  // namespace

CommandLine parse_command_line(const std::vector<std::string>& words) {
  CommandLine result;
  std::vector<std::string> rest = words;
  const std::size_t at = command_position(words);
  bool help_wanted = false;
  if (at < words.size()) {
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(at));
    help_wanted = words[at] == "help";
    if (!help_wanted) result.command = named_command(words[at]);
  }
  if (help_wanted && at < rest.size()) {
    result.command = named_command(rest[at]);
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(at));
  }
  const std::vector<Option> options = options_of(result.command);
  result.arguments = arguments_of(parse(rest, options, result.command), options, result.command);
  if (help_wanted) result.arguments.set_flag("help");
  if (result.arguments.flag("help") || result.arguments.flag("version")) return result;
  if (result.command == nullptr) refuse("which command?", "'lapse help' lists the commands");
  check_operands(*result.command, result.arguments);
  return result;
}

}  // namespace lapse::adapters::cli
