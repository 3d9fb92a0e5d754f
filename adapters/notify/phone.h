// A telephone number as a feed has it, as the digits that a text message gateway wants.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lapse::adapters::notify {

// "+44 (0)7700 900-123" gives "+447700900123": a leading plus is kept, spaces, dots, hyphens, slashes and
// brackets go, and so does the "(0)" that is not dialled after a country code. nullopt for anything else, and
// for fewer than 7 or more than 15 digits.
std::optional<std::string> normalised_phone(std::string_view number);

}  // namespace lapse::adapters::notify
