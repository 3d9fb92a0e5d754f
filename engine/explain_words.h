// Dates, lists and conditions as explanations and reports say them to a person.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rules/model.h"
#include "schedules/day.h"
#include "schedules/instant.h"
#include "schedules/zone.h"

namespace lapse::engine {

std::string date_words(schedules::Day day);  // "1 April 2026"
std::string moment_words(schedules::Instant instant,
                         const schedules::Zone& zone);                             // "1 April 2026 10:00 BST"
std::string clock_words(schedules::Instant instant, const schedules::Zone& zone);  // "10:00"
std::string day_of_words(schedules::Instant instant, const schedules::Zone& zone);  // "1 April 2026"

std::string listed(const std::vector<std::string>& parts, std::string_view last);  // "a, b and c"
std::string days_before_words(const std::vector<int>& steps);    // "14, 7 and 1 days before"
std::string grouped(std::int64_t number);                        // "1,204"
std::string counted(std::int64_t count, std::string_view noun);  // "1 account", "1,204 accounts"

}  // namespace lapse::engine
