// One line of the record of purges, without its seal, as text and back. PURGES.md is the format page.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "engine/purge_record.h"

namespace lapse::adapters::record {

inline constexpr std::string_view kFirstLine = "lapse purge record 1";

struct Withdrawal {
  std::size_t purges = 0;  // of the lines just before
};

std::string purge_line(const engine::RecordedPurge& purge);
std::string withdrawal_line(std::size_t purges);

// nullopt: it is neither.
std::optional<std::variant<engine::RecordedPurge, Withdrawal>> parse_line(std::string_view line);

}  // namespace lapse::adapters::record
