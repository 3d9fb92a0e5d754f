#include "tests/crash/wire_message.h"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

namespace lapse::tests {
namespace {

using namespace std::string_literals;

// Every prefix is too short, and what follows does not matter.
void check_ends(std::size_t (*size_of)(Protocol, std::string_view), Protocol protocol,
                const std::string& message) {
  for (std::size_t size = 0; size < message.size(); ++size) {
    CAPTURE(size);
    CHECK(size_of(protocol, message.substr(0, size)) == 0);
  }
  CHECK(size_of(protocol, message) == message.size());
  CHECK(size_of(protocol, message + "Z\0\0\0"s) == message.size());
}

}  // namespace

TEST_CASE("a message of PostgreSQL ends where its length says, a first one has no type") {
  check_ends(message_size, Protocol::postgresql,
             "Q\0\0\0\x0b"
             "COMMIT\0"s);
  check_ends(message_size, Protocol::postgresql, "S\0\0\0\x04"s);
  check_ends(message_size, Protocol::postgresql, "D\0\0\x01\x04"s + std::string(0x100, 'x'));
  check_ends(first_message_size, Protocol::postgresql, "\0\0\0\x11\0\x03\0\0user\0ada\0"s);
}

TEST_CASE("a packet of MySQL ends where its length says, and one of full length goes on in the next") {
  check_ends(message_size, Protocol::mysql,
             "\x07\0\0\0\x03"
             "COMMIT"s);
  check_ends(message_size, Protocol::mysql, "\x01\x01\0\xff"s + std::string(0x101, 'x'));
  const std::string full = "\xff\xff\xff\0"s + std::string(0xffffff, 'x');
  CHECK(message_size(Protocol::mysql, full) == 0);
  CHECK(message_size(Protocol::mysql, full + "\x01\0\0"s) == 0);
  CHECK(message_size(Protocol::mysql, full + "\x01\0\0\x01y"s) == full.size() + 5);
  CHECK(message_size(Protocol::mysql, full + "\0\0\0\x01y"s) == full.size() + 4);
}

TEST_CASE("only the two requests for encryption are requests for encryption") {
  CHECK(asks_for_encryption(Protocol::postgresql, "\0\0\0\x08\x04\xd2\x16\x2f"s));
  CHECK(asks_for_encryption(Protocol::postgresql, "\0\0\0\x08\x04\xd2\x16\x30"s));
  CHECK_FALSE(asks_for_encryption(Protocol::postgresql,
                                  "\0\0\0\x10\x04\xd2\x16\x2e"
                                  "12345678"s));
  CHECK_FALSE(asks_for_encryption(Protocol::mysql, "\0\0\0\x08\x04\xd2\x16\x2f"s));
}

TEST_CASE("a wire that is not plain is named, with what to set") {
  CHECK_THROWS_WITH(message_size(Protocol::postgresql, "Q\0\0\0\x03"s),
                    "no message of PostgreSQL 3: its length would be 3; "
                    "connect with sslmode=disable gssencmode=disable");
  const std::string tls_hello = "\x16\x03\x01\x02\0"s;
  CHECK_THROWS_AS(first_message_size(Protocol::postgresql, tls_hello), std::runtime_error);
  CHECK(first_message_size(Protocol::mysql, "\x04\0\0\x01\x85\xa2\0\0"s) == 8);
  CHECK_THROWS_WITH(first_message_size(Protocol::mysql, "\x04\0\0\x01\x85\xaa\0\0"s),
                    "the client wants TLS or compression; connect with both of them off");
  CHECK_THROWS_AS(first_message_size(Protocol::mysql, "\x04\0\0\x01\xa5\xa2\0\0"s), std::runtime_error);
}

}  // namespace lapse::tests
