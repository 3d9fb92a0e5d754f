// Does this name mean this machine? What is not encrypted goes nowhere else.
#pragma once

#include <string>

namespace lapse::adapters::notify {

bool is_ipv6(const std::string& host);      // "::1", without brackets
bool is_loopback(const std::string& host);  // "localhost", "127.0.0.1", "::1"

}  // namespace lapse::adapters::notify
