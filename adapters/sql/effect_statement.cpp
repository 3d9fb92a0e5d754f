#include "adapters/sql/effect_statement.h"

#include <algorithm>
#include <string_view>

namespace lapse::adapters::sql {
namespace {

using Outcome = engine::Receipt::Outcome;

struct Scan {
  std::vector<std::string> names;
  std::optional<std::string> problem;
};

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::string known_parameters() {
  std::string text;
  for (const auto name : engine::kParameters) text += (text.empty() ? ":" : ", :") + std::string(name);
  return text;
}

// The end of what is quoted at `at`; npos when it has none, or a backslash, which some databases take for an
// escape. A doubled quote is one end and one more beginning.
std::size_t end_of_quoted(std::string_view text, std::size_t at) {
  const std::size_t end = text.find(text[at], at + 1);
  const bool plain =
      end != std::string_view::npos && text.substr(at, end - at).find('\\') == std::string_view::npos;
  return plain ? end + 1 : std::string_view::npos;
}

void take_name(std::string_view text, std::size_t& at, Scan& scan) {
  const std::size_t begin = ++at;
  while (at < text.size() && is_name_character(text[at])) ++at;
  const std::string name(text.substr(begin, at - begin));
  if (std::ranges::find(engine::kParameters, name) == engine::kParameters.end()) {
    scan.problem = "has no parameter ':" + name + "'; known: " + known_parameters();
  } else if (std::ranges::find(scan.names, name) == scan.names.end()) {
    scan.names.push_back(name);
  }
}

// What databases read in different ways (backslashes, dollar quotes, comments) is refused, so that what was
// looked at here is what runs there.
Scan scanned(std::string_view text) {
  Scan scan;
  for (std::size_t at = 0; at < text.size() && !scan.problem;) {
    const char c = text[at];
    if (c == '\\' || c == '\0') {
      scan.problem = "has a backslash or a NUL in it";
    } else if (c == '\'' || c == '"' || c == '`') {
      at = end_of_quoted(text, at);
      if (at == std::string_view::npos) scan.problem = "has a quote that does not end, or a backslash in one";
    } else if (c == ';') {
      scan.problem = "has a ';': it is one statement, without an end of its own";
    } else if (c == '$' || c == '?') {
      scan.problem = std::string("has a '") + c + "' outside of quotes";
    } else if (text.substr(at).starts_with("--") || text.substr(at).starts_with("/*") || c == '#') {
      scan.problem = "has a comment in it";
    } else if (text.substr(at).starts_with("::")) {
      scan.problem = "has a '::'; write CAST(... AS ...)";
    } else if (c == ':') {
      take_name(text, at, scan);
    } else {
      ++at;
    }
  }
  return scan;
}

std::string rows_changed(std::int64_t rows) {
  return "changed " + std::to_string(rows) + (rows == 1 ? " row" : " rows");
}

}  // namespace

std::optional<std::string> effect_statement_problem(const std::string& statement) {
  const Scan scan = scanned(statement);
  if (scan.problem) return scan.problem;
  if (std::ranges::find(scan.names, "account") != scan.names.end()) return std::nullopt;
  return "does not say ':account', so it would do the same to everybody";
}

EffectStatement::EffectStatement(const EffectSettings& settings)
    : target_(parse_url(settings.url, settings.password)),
      statement_(settings.statement),
      names_(scanned(statement_).names) {
  if (const auto problem = effect_statement_problem(statement_))
    throw engine::StoreError("the statement " + *problem);
}

engine::Receipt EffectStatement::perform(const engine::Effect& effect) {
  Binds binds;
  for (const auto& parameter : engine::parameters_of(effect)) {
    const std::string name(parameter.name);
    if (std::ranges::find(names_, name) != names_.end()) binds.push_back({name, parameter.value});
  }
  Outcome on_failure = Outcome::later;
  try {
    if (!database_) database_ = std::make_unique<Database>(target_, Access::guest);
    database_->begin();
    const std::int64_t rows = database_->execute(statement_, binds);
    on_failure = Outcome::ambiguous;
    database_->commit();
    return {Outcome::handed, rows_changed(rows)};
  } catch (const engine::StoreError& error) {
    if (database_) database_->rollback();
    database_.reset();
    return {on_failure, error.what()};
  }
}

}  // namespace lapse::adapters::sql
