#include "adapters/sources/entra.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>
#include <string_view>

#include "adapters/sources/columns.h"
#include "engine/intake.h"
#include "rules/diagnostic_findings.h"
#include "schedules/instant.h"

namespace lapse::adapters::sources {
namespace {

using engine::SourceError;

constexpr std::string_view kSuccess = "lastSuccessfulSignInDateTime";

// The names under which exports have a canonical column. `state` is not among them: there it is a county.
struct Known {
  std::string_view canonical;
  std::vector<std::string> names;
};

const std::vector<Known>& known_columns() {
  static const std::vector<Known> kColumns{
      {"id", {"id", "objectId"}},
      {"email", {"mail", "userPrincipalName"}},
      {"display_name", {"displayName"}},
      {"kind", {"kind", "userType"}},
      {"organisation", {"organisation"}},
      {"organisation_type", {"organisation_type"}},
      {"administered_by", {"administered_by"}},
      {"personal_email", {"alternateEmailAddress", "otherMails.0", "otherMails"}},
      {"mobile", {"mobilePhone", "mobile"}},
      {"created_at", {"createdDateTime"}},
      {"last_login_at", {std::string{kSuccess}, "signInActivity." + std::string{kSuccess}}},
  };
  return kColumns;
}

// "SignInActivity_LastSignInDateTime" and "signInActivity.lastSignInDateTime" are the same word.
std::string folded(std::string_view name) {
  std::string result;
  for (const unsigned char c : name) {
    if (std::isalnum(c) != 0) result += static_cast<char>(std::tolower(c));
  }
  return result;
}

// lastSignInDateTime, lastNonInteractiveSignInDateTime, "Last interactive sign-in time".
bool counts_attempts(std::string_view name) {
  const std::string word = folded(name);
  const auto has = [&](std::string_view part) { return word.find(part) != std::string::npos; };
  return has("last") && has("signin") && !has("successful") && !has("requestid");
}

bool is_instant(std::string_view canonical) {
  return canonical == "created_at" || canonical == "last_login_at" || canonical == "state_since";
}

// "/Date(1767603600000)/", with which Windows PowerShell writes instants into JSON: milliseconds, UTC.
std::optional<schedules::Instant> parse_milliseconds(std::string_view text) {
  constexpr std::string_view kBefore = "/Date(";
  if (!text.starts_with(kBefore) || !text.ends_with(")/")) return std::nullopt;
  std::int64_t milliseconds = 0;
  const char* const begin = text.data() + kBefore.size();
  const auto [end, error] = std::from_chars(begin, text.data() + text.size(), milliseconds);
  if (error != std::errc{} || end == begin || milliseconds < 0) return std::nullopt;
  return schedules::Instant{milliseconds / 1000};
}

// "05/01/2026 10:00", "5.1.2026": day or month first.
bool is_local_date(std::string_view text) {
  const std::size_t first = text.find_first_not_of("0123456789");
  if (first == 0 || first > 2 || first == std::string_view::npos) return false;
  const char separator = text[first];
  if (separator != '/' && separator != '.' && separator != '-') return false;
  const std::size_t second = text.find_first_not_of("0123456789", first + 1);
  return second != std::string_view::npos && second > first + 1 && second <= first + 3 &&
         text[second] == separator;
}

}  // namespace

EntraTable::EntraTable(const SourceSpec& source, RowSource& rows) : source_(source), rows_(rows) {
  require_successes();
  find_columns();
  if (source_.feed == Feed::accounts) find_kinds();
}

// Where the source has a canonical column: the one that `map` names, else all that are known.
std::vector<std::size_t> EntraTable::fields_of(std::string_view canonical,
                                               const std::vector<std::string>& known) const {
  const auto& names = rows_.names();
  const auto mapped = source_.map.find(std::string{canonical});
  std::vector<std::size_t> found;
  if (mapped != source_.map.end()) {
    const auto name = std::find(names.begin(), names.end(), mapped->second);
    if (name != names.end()) found.push_back(static_cast<std::size_t>(name - names.begin()));
    return found;
  }
  for (const std::string& word : known) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (folded(names[i]) == folded(word)) found.push_back(i);
    }
  }
  return found;
}

void EntraTable::find_columns() {
  for (const Column& column : columns_of(source_.feed)) {
    const auto known = std::find_if(known_columns().begin(), known_columns().end(),
                                    [&](const Known& one) { return one.canonical == column.name; });
    std::vector<std::string> names;
    if (known != known_columns().end()) names = known->names;
    const auto mapped = source_.map.find(std::string{column.name});
    if (mapped != source_.map.end()) names = {mapped->second};
    std::vector<std::size_t> fields = fields_of(column.name, names);
    if (!fields.empty()) {
      names_.emplace_back(column.name);
      fields_.push_back(std::move(fields));
    } else if (column.mandatory || mapped != source_.map.end()) {
      throw SourceError(
          fmt::format("{}: column '{}' is missing; export it, or name another in `map`; the file has: {}",
                      place(), fmt::join(names, "' or '"), fmt::join(rows_.names(), ", ")));
    }
  }
}

void EntraTable::require_successes() const {
  const std::string remedy = fmt::format("counts failed attempts to sign in; export {} instead", kSuccess);
  const auto mapped = source_.map.find("last_login_at");
  if (mapped != source_.map.end()) {
    if (!counts_attempts(mapped->second)) return;
    throw SourceError(
        fmt::format("source {}: map: {} {}", source_.name, rules::quote(mapped->second), remedy));
  }
  const auto& names = rows_.names();
  const bool knows_successes = std::any_of(names.begin(), names.end(), [](const std::string& name) {
    return folded(name).ends_with(folded(kSuccess));
  });
  const auto attempts = std::find_if(names.begin(), names.end(), counts_attempts);
  if (knows_successes || attempts == names.end()) return;
  throw SourceError(fmt::format("{}: column {} {}", place(), rules::quote(*attempts), remedy));
}

// Shared mailboxes are members there, and nobody can sign in to them. A member that is not enabled is taken
// for one, so that no rule for people finds it unused.
void EntraTable::find_kinds() {
  const auto kinds = fields_of("kind", {"kind"});
  if (!kinds.empty()) return;
  enabled_ = fields_of("", {"accountEnabled"});
  if (!enabled_.empty()) return;
  throw SourceError(
      fmt::format("{}: column 'accountEnabled' is missing, without which shared mailboxes look like people; "
                  "export it, or map `kind`; the file has: {}",
                  place(), fmt::join(rows_.names(), ", ")));
}

std::string EntraTable::kind(const Row& row, const std::string& text) const {
  const std::string word = folded(text);
  if (word == "guest") return word;
  if (word != "member") return text;
  const bool disabled = !enabled_.empty() && folded(row.fields[enabled_.front()]) == "false";
  return disabled ? "shared" : "user";
}

std::string EntraTable::instant(const Row& row, const std::string& text) const {
  if (const auto instant = parse_milliseconds(text)) return schedules::to_string(*instant);
  if (text.starts_with("0001-01-01")) return {};  // .NET for none
  if (source_.instant_format.empty() && is_local_date(text)) {
    throw SourceError(
        fmt::format("{}:{}: dates are written like {}, and whether the day or the month comes "
                    "first cannot be told; set instant_format and zone",
                    name(), row.line, "05/01/2026"));
  }
  return text;
}

void EntraTable::translate(const Row& row, Row& canonical) const {
  canonical.line = row.line;
  canonical.wrong = row.wrong;
  canonical.text = row.text;
  canonical.width = names_.size();
  canonical.fields.resize(names_.size());
  for (std::size_t column = 0; column < names_.size(); ++column) {
    std::string& value = canonical.fields[column];
    value.clear();
    for (const std::size_t field : fields_[column]) {
      if (!value.empty() || field >= std::min(row.width, row.fields.size())) continue;
      value = row.fields[field];
    }
    if (!row.wrong.empty()) continue;
    if (is_instant(names_[column])) value = instant(row, value);
    if (names_[column] == "kind") value = kind(row, value);
  }
}

void EntraTable::each(const Take& take) {
  const auto login = std::find(names_.begin(), names_.end(), "last_login_at") - names_.begin();
  Row canonical;
  rows_.each([&](const Row& row) {
    translate(row, canonical);
    const bool knows_none = source_.feed == Feed::logins && row.wrong.empty() &&
                            canonical.fields[static_cast<std::size_t>(login)].empty();
    if (!knows_none) take(canonical);
  });
}

}  // namespace lapse::adapters::sources
