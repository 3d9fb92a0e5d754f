// What all JSON answers share: the version, instants, and texts that may be no UTF-8. JSON.md is the format
// page.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "schedules/instant.h"

namespace lapse::adapters::report {

using Json = nlohmann::ordered_json;

inline constexpr std::string_view kFormatVersion = "1.0";

Json new_answer();                           // {"format_version": "1.0"}
Json instant_or_null(schedules::Instant t);  // null for 0
Json seconds_or_null(std::int64_t seconds);

// Broken UTF-8 becomes U+FFFD; never throws for it.
std::string one_line(const Json& json);
std::string page(const Json& json);  // indented, ends in a newline

}  // namespace lapse::adapters::report
