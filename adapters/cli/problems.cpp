#include "adapters/cli/problems.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "adapters/cli/failure.h"

namespace lapse::adapters::cli {

void Problems::add(const rules::Diagnostics& diagnostics, std::string_view text, ExitCode code) {
  for (const rules::Diagnostic& diagnostic : diagnostics) add(diagnostic, text, code);
}

void Problems::add(const rules::Diagnostic& diagnostic, std::string_view text, ExitCode code) {
  if (diagnostic.warning) return warn(diagnostic, text);
  all_.push_back({diagnostic, rules::render(diagnostic, text), code, false});
}

void Problems::warn(const rules::Diagnostic& diagnostic, std::string_view text) {
  rules::Diagnostic warning = diagnostic;
  warning.message = "warning: " + diagnostic.message;
  all_.push_back({diagnostic, rules::render(warning, text), ExitCode::done, true});
}

void Problems::sort_by_place() {
  std::map<std::string, std::size_t> order;
  for (const Problem& problem : all_) order.try_emplace(problem.diagnostic.place.file, order.size());
  const auto key = [&](const Problem& problem) {
    const rules::Place& place = problem.diagnostic.place;
    return std::tuple(order.at(place.file), place.line, place.column);
  };
  std::ranges::stable_sort(all_, {}, key);
}

bool Problems::any_error() const {
  return std::any_of(all_.begin(), all_.end(), [](const Problem& problem) { return !problem.warning; });
}

ExitCode Problems::code() const {
  ExitCode code = ExitCode::done;
  for (const Problem& problem : all_) {
    if (problem.warning) continue;
    if (problem.code == ExitCode::configuration_invalid) return problem.code;
    code = problem.code;
  }
  return code;
}

std::string Problems::rendered() const {
  std::string text;
  for (const Problem& problem : all_) text += problem.rendered;
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

void Problems::refuse_errors() const {
  if (any_error()) throw Refusal(code(), rendered());
}

}  // namespace lapse::adapters::cli
