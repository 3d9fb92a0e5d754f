// When two spellings mean the same person: addresses and numbers as people write them.
#pragma once

#include <string>
#include <string_view>

namespace lapse::engine {

std::string lower(std::string text);  // ASCII letters
// As they are dialled at home: "+44 (0)7700 900123" is "07700900123".
std::string digits_of(std::string_view number);

}  // namespace lapse::engine
