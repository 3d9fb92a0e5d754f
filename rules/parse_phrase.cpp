#include "rules/parse_phrase.h"

#include <algorithm>
#include <charconv>

#include "rules/utf8.h"

namespace lapse::rules {
namespace {

constexpr std::size_t kLongestName = 64;
constexpr std::size_t kLongestAddress = 254;
constexpr std::size_t kLongestCount = 12;
constexpr std::int64_t kHundredPercent = 100'000;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

template <typename Allowed>
bool consists_of(std::string_view text, Allowed allowed) {
  return !text.empty() && text.size() <= kLongestName && std::all_of(text.begin(), text.end(), allowed);
}

std::optional<std::int64_t> percent_of(std::string_view count, std::string_view unit) {
  const auto thousandths = parse_thousandths(count);
  if (unit != "percent" || !thousandths || *thousandths > kHundredPercent) return std::nullopt;
  return thousandths;
}

std::optional<std::int64_t> accounts_of(std::string_view count, std::string_view unit) {
  const bool counted = unit == "accounts" || unit == "account" || unit == "notices" || unit == "notice";
  return counted ? parse_count(count) : std::nullopt;
}

}  // namespace

std::vector<std::string_view> words_in(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

bool is_name(std::string_view text) {
  return consists_of(text, [](char c) { return is_lower(c) || is_digit(c) || c == '-' || c == '_'; });
}

bool is_template_name(std::string_view text) {
  return consists_of(text, [](char c) { return is_lower(c) || is_digit(c) || c == '-'; });
}

bool is_value(std::string_view text) {
  return consists_of(text, [](char c) {
    return is_lower(c) || is_upper(c) || is_digit(c) || c == '-' || c == '_' || c == '.';
  });
}

bool is_one_line(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); at += character_at(text, at).length) {
    const Character character = character_at(text, at);
    if (!character.valid || is_control(character.code) || is_deceptive(character.code)) return false;
  }
  return true;
}

bool is_address(std::string_view text) {
  constexpr std::string_view kSpecial = "<>()[]\\,;:\"";
  const bool plain = std::all_of(text.begin(), text.end(), [&](char c) {
    return c > ' ' && c < '\x7F' && kSpecial.find(c) == std::string_view::npos;
  });
  const std::size_t at = text.find('@');
  return plain && text.size() <= kLongestAddress && std::count(text.begin(), text.end(), '@') == 1 &&
         at > 0 && at + 1 < text.size();
}

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

std::optional<std::int64_t> parse_count(std::string_view text) {
  if (!is_number(text) || text.size() > kLongestCount) return std::nullopt;
  std::int64_t count = 0;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return count;
}

std::optional<std::int64_t> parse_thousandths(std::string_view text) {
  constexpr std::size_t kDecimals = 3;
  const std::size_t point = text.find('.');
  auto result = parse_count(text.substr(0, point));
  if (!result) return std::nullopt;
  const std::string_view decimals = point == std::string_view::npos ? "0" : text.substr(point + 1);
  if (!is_number(decimals) || decimals.size() > kDecimals) return std::nullopt;
  for (std::size_t i = 0; i < kDecimals; ++i)
    *result = *result * 10 + (i < decimals.size() ? decimals[i] - '0' : 0);
  return result;
}

std::optional<std::int64_t> parse_percent(std::string_view text) {
  const auto words = words_in(text);
  return words.size() == 2 ? percent_of(words[0], words[1]) : std::nullopt;
}

std::optional<Amount> parse_amount(std::string_view text) {
  const auto words = words_in(text);
  Amount amount;
  if (words.size() == 2) {
    amount = {accounts_of(words[0], words[1]), percent_of(words[0], words[1])};
    if (!amount.accounts && !amount.thousandths_of_percent) return std::nullopt;
    return amount;
  }
  if (words.size() != 5 || words[2] != "or") return std::nullopt;
  amount = {accounts_of(words[0], words[1]), percent_of(words[3], words[4])};
  if (!amount.accounts || !amount.thousandths_of_percent) return std::nullopt;
  return amount;
}

}  // namespace lapse::rules
