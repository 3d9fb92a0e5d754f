#include "tests/crash/wire_message.h"

#include <cstdint>
#include <stdexcept>
#include <string>

namespace lapse::tests {
namespace {

// PostgreSQL: https://www.postgresql.org/docs/15/protocol-message-formats.html
constexpr std::size_t kLength = 4;         // counts itself, not the type before it
constexpr std::size_t kLongest = 1 << 30;  // MaxAllocSize of the server
constexpr std::size_t kLongestFirst = 10'000;
constexpr std::uint32_t kTlsRequest = 80877103;
constexpr std::uint32_t kGssRequest = 80877104;

// MySQL and MariaDB: https://mariadb.com/kb/en/0-packet/ and https://mariadb.com/kb/en/connection/
constexpr std::size_t kHeader = 4;  // three bytes of length, one of sequence
constexpr std::size_t kContinued = 0xffffff;
constexpr std::uint32_t kCompress = 1 << 5;
constexpr std::uint32_t kTls = 1 << 11;

std::uint32_t byte(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes.at(at));
}

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
  return byte(bytes, at) << 24 | byte(bytes, at + 1) << 16 | byte(bytes, at + 2) << 8 | byte(bytes, at + 3);
}

std::uint32_t little_endian_24(std::string_view bytes, std::size_t at) {
  return byte(bytes, at) | byte(bytes, at + 1) << 8 | byte(bytes, at + 2) << 16;
}

std::size_t postgresql_size(std::string_view bytes, std::size_t type, std::size_t longest) {
  if (bytes.size() < type + kLength) return 0;
  const std::size_t length = big_endian(bytes, type);
  if (length < kLength || length > longest)
    throw std::runtime_error("no message of PostgreSQL 3: its length would be " + std::to_string(length) +
                             "; connect with sslmode=disable gssencmode=disable");
  return bytes.size() < type + length ? 0 : type + length;
}

std::size_t mysql_size(std::string_view bytes) {
  std::size_t end = 0;
  for (std::size_t length = kContinued; length == kContinued; end += kHeader + length) {
    if (bytes.size() < end + kHeader) return 0;
    length = little_endian_24(bytes, end);
  }
  return bytes.size() < end ? 0 : end;
}

}  // namespace

std::size_t message_size(Protocol protocol, std::string_view bytes) {
  return protocol == Protocol::mysql ? mysql_size(bytes) : postgresql_size(bytes, 1, kLongest);
}

std::size_t first_message_size(Protocol protocol, std::string_view bytes) {
  if (protocol == Protocol::postgresql) return postgresql_size(bytes, 0, kLongestFirst);
  const std::size_t size = mysql_size(bytes);
  if (size >= kHeader + 4 && (little_endian_24(bytes, kHeader) & (kTls | kCompress)) != 0)
    throw std::runtime_error("the client wants TLS or compression; connect with both of them off");
  return size;
}

bool asks_for_encryption(Protocol protocol, std::string_view first_message) {
  if (protocol != Protocol::postgresql || first_message.size() != 2 * kLength) return false;
  const std::uint32_t code = big_endian(first_message, kLength);
  return code == kTlsRequest || code == kGssRequest;
}

}  // namespace lapse::tests
