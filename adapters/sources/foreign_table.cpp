#include "adapters/sources/foreign_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "adapters/sources/columns.h"
#include "adapters/sources/field_text.h"
#include "rules/diagnostic_findings.h"
#include "schedules/instant.h"

namespace lapse::adapters::sources {
namespace {

constexpr std::size_t kDayBytes = 10;     // 2026-01-05
constexpr std::size_t kMomentBytes = 19;  // 2026-01-05 10:00:00

bool is_instant(std::string_view canonical) {
  for (const auto* instant : {"created_at", "last_login_at", "state_since", "from", "until"}) {
    if (canonical == instant) return true;
  }
  return false;
}

// The column that `map` says, or the one of the same name.
std::string_view canonical_name(const SourceSpec& source, const std::string& name) {
  for (const auto& [canonical, column] : source.map) {
    if (column == name) return canonical;
  }
  return source.map.contains(name) ? std::string_view{} : std::string_view{name};
}

bool is_known(Feed feed, std::string_view canonical) {
  const auto columns = columns_of(feed);
  return std::any_of(columns.begin(), columns.end(),
                     [&](const Column& column) { return column.name == canonical; });
}

}  // namespace

std::string instant_of_database(const std::string& text) {
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error == std::errc{} && end == text.data() + text.size()) {
    return seconds == 0 ? std::string{} : schedules::to_string({seconds});
  }
  if (text.size() < kMomentBytes || text[kDayBytes] != ' ') return text;
  if (text.starts_with("0000-00-00")) return {};
  std::string moment = text.substr(0, kMomentBytes);
  std::string rest = text.substr(kMomentBytes);
  if (rest.starts_with('.')) rest.erase(0, std::min(rest.find_first_not_of("0123456789", 1), rest.size()));
  if (rest.empty()) return moment;
  moment[kDayBytes] = 'T';
  constexpr std::size_t kHoursOnly = 3;  // +01
  return moment + rest + (rest.size() == kHoursOnly ? ":00" : "");
}

ForeignTable::ForeignTable(const SourceSpec& source, ForeignRead read)
    : source_(source), read_(std::move(read)) {}

// A foreign table may have any columns, large ones among them: only those of the feed are asked for.
std::vector<std::size_t> ForeignTable::wanted() const {
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < names().size(); ++i) {
    if (is_known(source_.feed, canonical_name(source_, names()[i]))) columns.push_back(i);
  }
  return columns;
}

void ForeignTable::each(const Take& take) {
  const std::vector<std::size_t> columns = wanted();
  ForeignRead::Texts asked;
  std::vector<bool> instants;
  for (const std::size_t column : columns) {
    asked.push_back(names()[column]);
    instants.push_back(is_instant(canonical_name(source_, names()[column])) &&
                       source_.instant_format.empty());
  }
  Row row;
  row.width = names().size();
  row.fields.resize(names().size());
  read_.each(asked, [&](const ForeignRead::Texts& texts) {
    ++row.line;
    row.wrong.clear();
    row.text.clear();
    for (std::size_t i = 0; i < columns.size(); ++i) {
      std::string& field = row.fields[columns[i]];
      field = instants[i] ? instant_of_database(texts[i]) : texts[i];
      if (field.size() > Row::kFieldBytes && row.wrong.empty()) {
        row.wrong =
            fmt::format("column {} is longer than {} bytes", rules::quote(asked[i]), Row::kFieldBytes);
      }
      if (i > 0) row.text += ',';
      append_csv(row.text, texts[i]);
    }
    if (row.text.size() > Row::kTextBytes) row.text.resize(Row::kTextBytes);
    take(row);
  });
}

}  // namespace lapse::adapters::sources
