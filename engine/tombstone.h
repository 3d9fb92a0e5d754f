// What is kept of a person after a purge: keyed digests, by which he is recognised when he comes again.
//
// Without the key nobody learns from a digest whose it is, not by trying all mobile numbers either.
// Source  UK GDPR, article 5(1)(e), storage limitation; INV10.
#pragma once

#include <string>
#include <string_view>

#include "schedules/instant.h"

namespace lapse::engine {

class TombstoneKey {
 public:
  TombstoneKey() = default;  // none: nobody is recognised
  explicit TombstoneKey(std::string key) : key_(std::move(key)) {}

  explicit operator bool() const { return !key_.empty(); }
  bool operator==(const TombstoneKey&) const = default;
  // 64 hex digits; empty for an empty text, and without a key.
  std::string of_email(std::string_view address) const;  // in whatever case it is written
  std::string of_mobile(std::string_view number) const;  // "+44 7700 900123" is "07700 900123"
  std::string of_account(std::string_view id) const;     // letter by letter
  // What a line of the record of purges is sealed with, after the seal of the line before it.
  std::string seal(std::string_view before, std::string_view line) const;

 private:
  std::string digest(std::string_view what, const std::string& text) const;
  std::string key_;
};

// Of one purge. E-mail addresses and number are digests; empty where there was nothing to make one of.
struct Tombstone {
  std::string account;  // id; in the record of purges its digest, in a database that only heard of it both
  std::string email;
  std::string personal;
  std::string mobile;
  schedules::Instant deleted_at;
  schedules::Instant purged_at;
};

// The account of a tombstone that a database has from the record of purges alone: this and the digest.
inline constexpr std::string_view kOnlyRecorded = "record:";
std::string digest_of_account(const std::string& account, const TombstoneKey& key);

}  // namespace lapse::engine
