// The small phrases inside a value: names, addresses, counts and amounts. Pure functions; nullopt or false
// for anything that is not exactly the phrase.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace lapse::rules {

// The words between blanks.
std::vector<std::string_view> words_in(std::string_view text);

bool is_name(std::string_view text);           // "delete-inactive", "local_admin": a-z 0-9 - _, at most 64
bool is_template_name(std::string_view text);  // "soon-inactive": a-z 0-9 -, at most 64
bool is_value(std::string_view text);  // "FX123", "dental_practice": letters, digits, - _ and . , at most 64
bool is_one_line(std::string_view text);  // no control characters: one line of free text

// "duty-team@nas.example": printable ASCII, exactly one '@' with text on both sides, nothing that could end
// an address early or start a second one.
bool is_address(std::string_view text);

bool is_number(std::string_view text);                                 // digits only
std::optional<std::int64_t> parse_count(std::string_view text);        // "10", up to 10^12
std::optional<std::int64_t> parse_thousandths(std::string_view text);  // "0.5" is 500; up to three decimals

// "5 percent" in thousandths of a percent, 0 to 100 percent.
std::optional<std::int64_t> parse_percent(std::string_view text);

struct Amount {
  std::optional<std::int64_t> accounts;
  std::optional<std::int64_t> thousandths_of_percent;
};
// "10 accounts", "5 percent", "10 accounts or 0.5 percent".
std::optional<Amount> parse_amount(std::string_view text);

}  // namespace lapse::rules
