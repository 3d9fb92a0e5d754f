// Where a message ends on a database's wire, in the bytes of either direction.
//
// Bounds   The wire must be plain: neither encrypted nor compressed.
// Errors   std::runtime_error when the bytes cannot be that protocol, or stop being plain; it says what to
// set.
#pragma once

#include <cstddef>
#include <string_view>

namespace lapse::tests {

enum class Protocol { postgresql, mysql };

// The size of the first whole message in `bytes`; 0 when more of it must come first.
std::size_t message_size(Protocol protocol, std::string_view bytes);

// The same for what a client says first: PostgreSQL sends it without a type, and MySQL tells its
// capabilities.
std::size_t first_message_size(Protocol protocol, std::string_view bytes);

// Whether such a first message of PostgreSQL asks for TLS or GSSAPI. It is answered by a single byte, and the
// client says its first words once more.
bool asks_for_encryption(Protocol protocol, std::string_view first_message);

}  // namespace lapse::tests
