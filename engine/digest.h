// SHA-256 over a stream of fields. The only file with a cryptographic library behind it.
//
// A field is hashed with its length before it, so that ("ab", "c") and ("a", "bc") differ.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace lapse::engine {

class Digest {
 public:
  Digest();
  ~Digest();
  Digest(Digest&&) noexcept;
  Digest& operator=(Digest&&) noexcept;

  Digest& field(std::string_view text);
  Digest& field(std::int64_t number);
  Digest& raw(std::string_view bytes);  // without a length
  std::string hex();                    // "sha256:..." ; ends the stream

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::string sha256(std::string_view text);  // "sha256:" and 64 hex digits, of the bytes alone

std::string random_salt();  // 32 hex digits that nobody can guess

std::string hmac_sha256(std::string_view key, std::string_view text);  // 64 hex digits

}  // namespace lapse::engine
