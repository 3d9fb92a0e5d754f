#include "engine/digest.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <array>
#include <stdexcept>

namespace lapse::engine {
namespace {

std::string hex_of(const std::array<unsigned char, EVP_MAX_MD_SIZE>& bytes, unsigned int size) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (unsigned int i = 0; i < size; ++i) {
    text += kDigits[bytes[i] >> 4U];
    text += kDigits[bytes[i] & 15U];
  }
  return text;
}

}  // namespace

struct Digest::State {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), EVP_MD_CTX_free};

  void add(std::string_view bytes) const {
    if (EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) != 1)
      throw std::runtime_error("SHA-256 failed");
  }
};

Digest::Digest() : state_(std::make_unique<State>()) {
  if (!state_->context || EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("SHA-256 is not available");
  }
}

Digest::~Digest() = default;
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;

Digest& Digest::field(std::string_view text) {
  state_->add(std::to_string(text.size()) + ":");
  state_->add(text);
  return *this;
}

Digest& Digest::raw(std::string_view bytes) {
  state_->add(bytes);
  return *this;
}

Digest& Digest::field(std::int64_t number) {
  return field(std::string_view(std::to_string(number)));
}

std::string Digest::hex() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned int size = 0;
  if (EVP_DigestFinal_ex(state_->context.get(), bytes.data(), &size) != 1)
    throw std::runtime_error("SHA-256 failed");
  return "sha256:" + hex_of(bytes, size);
}

std::string sha256(std::string_view text) {
  // No length before it: this is the digest that any other tool computes for the same file.
  Digest digest;
  return digest.raw(text).hex();
}

std::string random_salt() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  constexpr unsigned int kBytes = 16;
  if (RAND_bytes(bytes.data(), kBytes) != 1) throw std::runtime_error("the system has no random numbers");
  return hex_of(bytes, kBytes);
}

std::string hmac_sha256(std::string_view key, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned int size = 0;
  const auto* data = reinterpret_cast<const unsigned char*>(text.data());
  if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), data, text.size(), bytes.data(), &size) ==
      nullptr)
    throw std::runtime_error("HMAC-SHA256 failed");
  return hex_of(bytes, size);
}

}  // namespace lapse::engine
