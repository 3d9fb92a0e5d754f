// May this text stand as an address in an envelope and in a header?
//
// libcurl passes a line break in a recipient on to the wire, where it begins a second command, so whatever
// goes there is judged here first. Stricter than RFC 5321: no quoted local part, no domain literal, ASCII
// only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lapse::adapters::notify {

inline constexpr std::size_t kMaxAddressBytes = 254;

// Why not ("has a space or a control character"); nullopt when it may. Never repeats the address itself.
std::optional<std::string> address_problem(std::string_view address);

// The same for the name of a host or a mail domain: letters, digits, hyphens, dots.
std::optional<std::string> domain_problem(std::string_view domain);

}  // namespace lapse::adapters::notify
