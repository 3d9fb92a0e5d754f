#include "adapters/notify/phone.h"

#include <algorithm>

namespace lapse::adapters::notify {
namespace {

constexpr std::size_t kFewestDigits = 7;
constexpr std::size_t kMostDigits = 15;
constexpr std::string_view kTrunkPrefix = "(0)";
constexpr std::string_view kSeparators = " .-/()";

}  // namespace

std::optional<std::string> normalised_phone(std::string_view number) {
  number.remove_prefix(std::min(number.find_first_not_of(' '), number.size()));
  const bool international = number.starts_with('+');
  if (international) number.remove_prefix(1);
  std::string digits;
  while (!number.empty()) {
    const char c = number.front();
    if (international && number.starts_with(kTrunkPrefix)) {
      number.remove_prefix(kTrunkPrefix.size());
      continue;
    }
    if (c >= '0' && c <= '9') {
      digits += c;
    } else if (kSeparators.find(c) == std::string_view::npos) {
      return std::nullopt;
    }
    number.remove_prefix(1);
  }
  if (digits.size() < kFewestDigits || digits.size() > kMostDigits) return std::nullopt;
  return international ? "+" + digits : digits;
}

}  // namespace lapse::adapters::notify
