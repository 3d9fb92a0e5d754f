#include "adapters/sources/header.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>

#include "adapters/sources/field_text.h"
#include "engine/intake.h"
#include "rules/diagnostic.h"
#include "rules/diagnostic_findings.h"

namespace lapse::adapters::sources {
namespace {

using engine::SourceError;

bool has(std::span<const Column> columns, std::string_view name) {
  return std::any_of(columns.begin(), columns.end(),
                     [&](const Column& column) { return column.name == name; });
}

std::vector<std::string> names_of(std::span<const Column> columns) {
  std::vector<std::string> names;
  for (const Column& column : columns) names.emplace_back(column.name);
  return names;
}

void check_map(const SourceSpec& source) {
  const auto columns = columns_of(source.feed);
  for (const auto& [canonical, mapped] : source.map) {
    if (has(columns, canonical)) continue;
    throw SourceError(fmt::format("source {}: map: no column is called {}; {}", source.name,
                                  rules::quote(canonical),
                                  rules::suggest(canonical, names_of(columns), "the columns are")));
  }
}

void check_names(const std::vector<std::string>& names, const std::string& place) {
  for (auto name = names.begin(); name != names.end(); ++name) {
    if (invalid_byte_in(*name) || control_in(*name)) {
      throw SourceError(place + "the name of a column has line ends, control characters or is not UTF-8");
    }
    if (!name->empty() && std::find(names.begin(), name, *name) != name) {
      throw SourceError(fmt::format("{}column {} stands twice; remove one", place, rules::quote(*name)));
    }
  }
}

std::string name_in_file(const SourceSpec& source, std::string_view canonical) {
  const auto mapped = source.map.find(std::string{canonical});
  return mapped == source.map.end() ? std::string{canonical} : mapped->second;
}

// "Last Login-At" and "last_login_at" are the same word to a person.
std::string folded(std::string_view name) {
  std::string result;
  for (const char c : name) {
    const bool joint = c == ' ' || c == '-' || c == '.';
    result += joint ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return result;
}

}  // namespace

Header::Header(const SourceSpec& source, const std::vector<std::string>& names, const std::string& place,
               std::string_view what)
    : columns_(columns_of(source.feed)), names_(names) {
  check_map(source);
  check_names(names_, place + ": ");

  find_fields(source);
  refuse_misspelt(source, place + ": ");
  refuse_missing(source, place + ": ", what);
}

void Header::find_fields(const SourceSpec& source) {
  for (const Column& column : columns_) {
    const auto found = std::find(names_.begin(), names_.end(), name_in_file(source, column.name));
    fields_.emplace_back();
    if (found != names_.end()) fields_.back() = static_cast<std::size_t>(found - names_.begin());
  }
}

// Asked first: a misspelt column explains a missing one as well.
void Header::refuse_misspelt(const SourceSpec& source, const std::string& place) const {
  for (std::size_t i = 0; i < names_.size(); ++i) {
    const bool used = std::find(fields_.begin(), fields_.end(), i) != fields_.end();
    if (used || names_[i].empty()) continue;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      const std::string wanted = name_in_file(source, columns_[column].name);
      if (fields_[column] || rules::nearest(folded(names_[i]), {folded(wanted)}).empty()) continue;
      throw SourceError(fmt::format("{}unknown column {}; did you mean {}? Rename it, or use `map`", place,
                                    rules::quote(names_[i]), rules::quote(wanted)));
    }
  }
}

void Header::refuse_missing(const SourceSpec& source, const std::string& place, std::string_view what) const {
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    const bool needed = columns_[column].mandatory || source.map.contains(std::string{columns_[column].name});
    if (fields_[column] || !needed) continue;
    throw SourceError(fmt::format("{}column {} is missing; the {} has: {}", place,
                                  rules::quote(name_in_file(source, columns_[column].name)), what,
                                  fmt::join(names_, ", ")));
  }
}

}  // namespace lapse::adapters::sources
