#include "adapters/notify/command.h"

#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "adapters/notify/child.h"
#include "adapters/notify/effect_json.h"
#include "adapters/notify/error.h"
#include "adapters/notify/plain_text.h"

namespace lapse::adapters::notify {
namespace {

using Outcome = engine::Receipt::Outcome;

constexpr int kTryLater = 75;  // EX_TEMPFAIL of sysexits.h

std::string known_places() {
  std::string text;
  for (const auto name : engine::kParameters) {
    text += (text.empty() ? "{" : ", {") + std::string(name) + "}";
  }
  return text;
}

struct Refused {
  std::string why;
};

// `word` with the parameters filled in. What comes from a feed must stay one argument that is no option.
std::string filled(const std::string& word, const std::vector<engine::Parameter>& parameters) {
  std::string result;
  for (std::size_t at = 0; at < word.size();) {
    if (word[at] != '{') {
      result += word[at++];
      continue;
    }
    const std::size_t end = word.find('}', at);
    const std::string name = word.substr(at + 1, end - at - 1);
    const auto parameter = std::ranges::find(parameters, name, &engine::Parameter::name);
    const std::string value = engine::text_of(parameter->value);
    if (at == 0 && value.starts_with('-'))
      throw Refused{"the value of {" + name + "} begins with '-' and would be read as an option"};
    if (value.find('\0') != std::string::npos) throw Refused{"the value of {" + name + "} has a NUL in it"};
    result += value;
    at = end + 1;
  }
  return result;
}

std::vector<std::string> environment_of(const engine::Effect& effect,
                                        const std::vector<engine::Parameter>& parameters) {
  std::vector<std::string> all{"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                               "LANG=C.UTF-8", "LAPSE_EFFECT=" + effect.name};
  for (const auto& parameter : parameters) {
    std::string name(parameter.name);
    std::ranges::transform(name, name.begin(),
                           [](char c) { return c == '_' ? c : static_cast<char>(c - 32); });
    const std::string value = engine::text_of(parameter.value);
    if (value.find('\0') != std::string::npos) throw Refused{"a value has a NUL in it"};
    all.push_back("LAPSE_" + name + "=" + value);
  }
  return all;
}

engine::Receipt judged(const ChildEnd& end, int timeout_s) {
  const std::string says = end.complaint.empty() ? "" : ": " + one_line(end.complaint);
  switch (end.how) {
    case ChildEnd::How::not_started:
      return {Outcome::later, "not started" + says};
    case ChildEnd::How::timed_out:
      return {Outcome::ambiguous, fmt::format("killed after {} seconds{}", timeout_s, says)};
    case ChildEnd::How::killed:
      return {Outcome::ambiguous, fmt::format("killed by signal {}{}", end.number, says)};
    case ChildEnd::How::exited:
      break;
  }
  if (end.number == 0) return {Outcome::handed, ""};
  if (end.number == kTryLater) return {Outcome::later, "asked to be tried later" + says};
  return {Outcome::later, fmt::format("exit code {}{}", end.number, says)};
}

}  // namespace

std::optional<std::string> command_word_problem(const std::string& word, bool first) {
  if (word.empty()) return "is empty";
  if (word.find('\0') != std::string::npos) return "has a NUL in it";
  if (first && !word.starts_with('/')) return "is no absolute path";
  for (std::size_t at = word.find_first_of("{}"); at != std::string::npos;
       at = word.find_first_of("{}", at)) {
    const std::size_t end = word.find('}', at);
    const std::string name = end == std::string::npos ? "" : word.substr(at + 1, end - at - 1);
    if (first) return "is the program: it has no parameters";
    if (std::ranges::find(engine::kParameters, name) == engine::kParameters.end())
      return "has a brace that is no parameter; known: " + known_places();
    at = end + 1;
  }
  return std::nullopt;
}

Command::Command(CommandSettings settings) : settings_(std::move(settings)) {
  if (settings_.words.empty()) throw NotifierError("command: there is none");
  for (std::size_t i = 0; i < settings_.words.size(); ++i) {
    if (const auto problem = command_word_problem(settings_.words[i], i == 0))
      throw NotifierError(fmt::format("command: '{}' {}", settings_.words[i], *problem));
  }
  const std::string& program = settings_.words.front();
  struct stat about{};
  if (::stat(program.c_str(), &about) != 0 || !S_ISREG(about.st_mode))
    throw NotifierError(fmt::format("command: there is no program {}", program));
  if (::access(program.c_str(), X_OK) != 0)
    throw NotifierError(fmt::format("command: {} cannot be run by this user", program));
  if ((about.st_mode & (S_IWGRP | S_IWOTH)) != 0)
    throw NotifierError(fmt::format("command: others can change {}; chmod go-w {}", program, program));
}

engine::Receipt Command::perform(const engine::Effect& effect) {
  const auto input = effect_json(effect);
  if (!input) return {Outcome::never, "the account's id is no UTF-8"};
  if (input->size() > kMostInputBytes) return {Outcome::never, "the account's id is too long"};
  try {
    const auto parameters = engine::parameters_of(effect);
    Child child;
    child.arguments.push_back(settings_.words.front());
    for (std::size_t i = 1; i < settings_.words.size(); ++i)
      child.arguments.push_back(filled(settings_.words[i], parameters));
    child.environment = environment_of(effect, parameters);
    child.input = *input + "\n";
    child.timeout_s = settings_.timeout_s;
    return judged(run_child(child), settings_.timeout_s);
  } catch (const Refused& refused) {
    return {Outcome::never, refused.why};
  }
}

}  // namespace lapse::adapters::notify
