#include "adapters/sources/csv_header.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "adapters/sources/csv_text.h"
#include "engine/intake.h"
#include "rules/diagnostic.h"
#include "rules/diagnostic_findings.h"

namespace lapse::adapters::sources {
namespace {

using engine::SourceError;

constexpr std::array kAccountColumns{
    Column{"id", true},     Column{"email", true},       Column{"display_name"},    Column{"kind", true},
    Column{"organisation"}, Column{"organisation_type"}, Column{"administered_by"}, Column{"personal_email"},
    Column{"mobile"},       Column{"created_at", true},  Column{"last_login_at"},   Column{"state"},
    Column{"state_since"},
};
constexpr std::array kLoginColumns{Column{"id", true}, Column{"last_login_at", true}};
constexpr std::array kOrganisationColumns{Column{"code", true}, Column{"type", true}, Column{"name"},
                                          Column{"town"}, Column{"mailbox"}};
constexpr std::array kMembershipColumns{Column{"mailbox", true}, Column{"account", true},
                                        Column{"role", true}};
constexpr std::array kHoldColumns{Column{"account", true}, Column{"hold", true}, Column{"by", true},
                                  Column{"reason", true},  Column{"from", true}, Column{"until"}};

bool has(std::span<const Column> columns, std::string_view name) {
  return std::any_of(columns.begin(), columns.end(),
                     [&](const Column& column) { return column.name == name; });
}

std::vector<std::string> names_of(std::span<const Column> columns) {
  std::vector<std::string> names;
  for (const Column& column : columns) names.emplace_back(column.name);
  return names;
}

void check_map(const CsvSource& source) {
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

std::string name_in_file(const CsvSource& source, std::string_view canonical) {
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

std::span<const Column> columns_of(Feed feed) {
  switch (feed) {
    case Feed::accounts:
      return kAccountColumns;
    case Feed::logins:
      return kLoginColumns;
    case Feed::organisations:
      return kOrganisationColumns;
    case Feed::memberships:
      return kMembershipColumns;
    case Feed::holds:
      return kHoldColumns;
  }
  return {};
}

CsvHeader::CsvHeader(const CsvSource& source, const CsvRow& row, const std::string& file)
    : columns_(columns_of(source.feed)) {
  const std::string place = fmt::format("{}:{}: ", file, row.line);
  if (row.width > CsvRow::kFields || row.too_long) {
    throw SourceError(fmt::format("{}the header has over {} columns or a very long one; is this a CSV file?",
                                  place, CsvRow::kFields));
  }
  names_.assign(row.fields.begin(), row.fields.begin() + static_cast<std::ptrdiff_t>(row.width));
  check_map(source);
  check_names(names_, place);

  find_fields(source);
  refuse_misspelt(source, place);
  refuse_missing(source, place);
}

void CsvHeader::find_fields(const CsvSource& source) {
  for (const Column& column : columns_) {
    const auto found = std::find(names_.begin(), names_.end(), name_in_file(source, column.name));
    fields_.emplace_back();
    if (found != names_.end()) fields_.back() = static_cast<std::size_t>(found - names_.begin());
  }
}

// Asked first: a misspelt column explains a missing one as well.
void CsvHeader::refuse_misspelt(const CsvSource& source, const std::string& place) const {
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

void CsvHeader::refuse_missing(const CsvSource& source, const std::string& place) const {
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    const bool needed = columns_[column].mandatory || source.map.contains(std::string{columns_[column].name});
    if (fields_[column] || !needed) continue;
    throw SourceError(fmt::format("{}column {} is missing; the file has: {}", place,
                                  rules::quote(name_in_file(source, columns_[column].name)),
                                  fmt::join(names_, ", ")));
  }
}

}  // namespace lapse::adapters::sources
