#include "rules/yaml_syntax.h"

#include <array>

namespace lapse::rules {
namespace {

struct Row {
  std::string_view problem;
  std::string_view message;
  std::string_view help;
};

constexpr std::array kRows{
    Row{"mapping values are not allowed in this context", "a ':' cannot stand here",
        "indent the line like its neighbours, or put the text in quotes"},
    Row{"did not find expected ',' or ']'", "a ',' or a ']' is missing", "a list is written [one, two]"},
    Row{"did not find expected ',' or '}'", "a ',' or a '}' is missing",
        "keys in braces are written { send: now-deleted, to: [team] }"},
    Row{"did not find expected key", "this line does not fit to the lines above",
        "indent it exactly like the key that it belongs with"},
    Row{"did not find expected '-' indicator", "this line does not fit to the list above",
        "start the item with '- ', under the others"},
    Row{"block sequence entries are not allowed in this context", "a list cannot start here",
        "put the first '- ' on a line of its own"},
};

}  // namespace

SyntaxProblem explain_syntax(const Stop& stop) {
  const auto& [problem, context, byte, on_opening_line] = stop;
  if (byte == '\t') return {"a tab cannot indent", "indent with spaces", false};
  if (context == "while scanning a quoted scalar" && byte == '\0') {
    return {"this quote is never closed", "add the closing quote", true};
  }
  if (context == "while parsing a quoted scalar") {
    return {"this backslash forms no character", "write \\\\ for a backslash, or use single quotes", false};
  }
  if (context == "while scanning a simple key") {
    return {"a ':' is missing after the key", "write 'key: value'", true};
  }
  if (problem == "found character that cannot start any token") {
    return {std::string("a value cannot start with '") + byte + "'", "put the value in quotes", false};
  }
  if (context.find("flow") != std::string_view::npos && (byte == '\0' || !on_opening_line)) {
    return {"this bracket is never closed, or a ',' is missing inside", "add the closing ']' or '}'", true};
  }
  for (const Row& row : kRows) {
    if (row.problem == problem) return {std::string(row.message), std::string(row.help), false};
  }
  return {"this is not readable as YAML: " + std::string(problem), "", false};
}

}  // namespace lapse::rules
