#include "adapters/notify/address.h"

#include <algorithm>

#include "adapters/notify/plain_text.h"

namespace lapse::adapters::notify {
namespace {

// They quote, list, group or comment addresses in a header, or end one in an envelope.
constexpr std::string_view kSpecials = "()<>[]:;,\\\"";
constexpr std::string_view kDomainCharacters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";

bool is_space_or_control(char c) {
  return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
}

}  // namespace

std::optional<std::string> address_problem(std::string_view address) {
  if (address.empty()) return "is empty";
  if (address.size() > kMaxAddressBytes)
    return "is longer than " + std::to_string(kMaxAddressBytes) + " bytes";
  if (std::any_of(address.begin(), address.end(), is_space_or_control))
    return "has a space or a control character";
  if (!is_ascii(address)) return "has a character that is not ASCII";
  if (address.find_first_of(kSpecials) != std::string_view::npos)
    return "has one of the characters " + std::string{kSpecials};
  if (std::count(address.begin(), address.end(), '@') != 1) return "needs exactly one @";
  if (address.front() == '@' || address.back() == '@') return "needs something before and after the @";
  return std::nullopt;
}

std::optional<std::string> domain_problem(std::string_view domain) {
  if (domain.empty()) return "is empty";
  if (domain.size() > kMaxAddressBytes)
    return "is longer than " + std::to_string(kMaxAddressBytes) + " bytes";
  if (domain.find_first_not_of(kDomainCharacters) != std::string_view::npos)
    return "has other characters than letters, digits, hyphens and dots";
  return std::nullopt;
}

}  // namespace lapse::adapters::notify
