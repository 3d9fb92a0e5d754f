#include "engine/person.h"

#include <algorithm>

namespace lapse::engine {

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

std::string digits_of(std::string_view number) {
  std::string digits;
  for (const char c : number) {
    if (c >= '0' && c <= '9') digits += c;
  }
  if (digits.starts_with("00")) digits.erase(0, 2);
  if (!digits.starts_with("44")) return digits;
  digits.erase(0, 2);
  return digits.starts_with('0') ? digits : "0" + digits;
}

}  // namespace lapse::engine
