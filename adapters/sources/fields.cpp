#include "adapters/sources/fields.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "adapters/sources/field_text.h"
#include "rules/diagnostic_findings.h"

namespace lapse::adapters::sources {

std::string_view Fields::raw(std::size_t column) const {
  const auto field = header_.field(column);
  return field ? std::string_view{row_.fields[*field]} : std::string_view{};
}

void Fields::refuse(std::size_t column, const std::string& why) {
  if (problem_.empty() && !why.empty()) problem_ = fmt::format("{}: {}", header_.canonical(column), why);
}

void Fields::refuse_unprintable(std::size_t column, std::string_view value) {
  if (const auto byte = invalid_byte_in(value)) {
    refuse(column, fmt::format("byte 0x{:02X} is not UTF-8; save the file as UTF-8", *byte));
    return;
  }
  const auto control = control_in(value);
  if (!control) return;
  if (*control == U'\0') return refuse(column, "has a NUL byte");
  if (*control == U'\n' || *control == U'\r') return refuse(column, "has a line end in it");
  refuse(column, fmt::format("has the control character 0x{:02X}", static_cast<unsigned>(*control)));
}

std::string Fields::text(std::size_t column) {
  std::string value{raw(column)};
  refuse_unprintable(column, value);
  return value;
}

std::string Fields::some_text(std::size_t column) {
  std::string value = text(column);
  if (value.empty()) refuse(column, "is empty");
  return value;
}

std::string Fields::long_text(std::size_t column) {
  std::string value = without_line_ends(raw(column));
  refuse_unprintable(column, value);
  return value;
}

std::string Fields::id(std::size_t column) {
  std::string value = text(column);
  refuse(column, wrong_with_id(value));
  return value;
}

std::string Fields::email(std::size_t column) {
  std::string value = text(column);
  refuse(column, wrong_with_email(value));
  return value;
}

std::string Fields::one_of(std::size_t column, std::initializer_list<std::string_view> words) {
  std::string value = text(column);
  if (std::find(words.begin(), words.end(), value) == words.end()) {
    refuse(column, fmt::format("{} is none of {}", rules::quote(value), fmt::join(words, ", ")));
  }
  return value;
}

schedules::Instant Fields::instant(std::size_t column) {
  schedules::Instant result;
  const std::string value = text(column);
  const std::string wrong = instants_.read(value, result);
  if (!wrong.empty() && problem_.empty()) absurd_ = instants_.is_absurd(value);
  refuse(column, wrong);
  return result;
}

std::optional<schedules::Instant> Fields::instant_or_empty(std::size_t column) {
  if (is_empty(column)) return std::nullopt;
  return instant(column);
}

schedules::Instant Fields::planned_instant(std::size_t column) {
  schedules::Instant result;
  refuse(column, instants_.read_planned(text(column), result));
  return result;
}

}  // namespace lapse::adapters::sources
