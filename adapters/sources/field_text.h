// Small questions about the text of one field.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lapse::adapters::sources {

// The first byte that is not UTF-8.
std::optional<unsigned char> invalid_byte_in(std::string_view text);

// The first control character of valid UTF-8 text, the line ends included.
std::optional<char32_t> control_in(std::string_view text);

// "is empty", "is longer than 128 bytes"; empty when `text` can be the id of an account or organisation.
std::string wrong_with_id(std::string_view text);

// The same for an e-mail address: ASCII, one @ with something on both sides, no space, at most 254 bytes.
std::string wrong_with_email(std::string_view text);

// Every run of line ends becomes one space.
std::string without_line_ends(std::string_view text);

// `field` as CSV writes it: in quotes where it needs them.
void append_csv(std::string& out, std::string_view field);

}  // namespace lapse::adapters::sources
