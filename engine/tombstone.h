// What is kept of a person after a purge: keyed digests, by which he is recognised when he comes again.
//
// Without the key nobody learns from a digest whose it is, not by trying all mobile numbers either.
// Source  UK GDPR, article 5(1)(e), storage limitation; INV10.
#pragma once

#include <string>
#include <string_view>

namespace lapse::engine {

class TombstoneKey {
 public:
  TombstoneKey() = default;  // none: nobody is recognised
  explicit TombstoneKey(std::string key) : key_(std::move(key)) {}

  explicit operator bool() const { return !key_.empty(); }
  // 64 hex digits; empty for an empty text, and without a key.
  std::string of_email(std::string_view address) const;  // in whatever case it is written
  std::string of_mobile(std::string_view number) const;  // "+44 7700 900123" is "07700 900123"

 private:
  std::string digest(std::string_view what, const std::string& text) const;
  std::string key_;
};

}  // namespace lapse::engine
