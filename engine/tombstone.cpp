#include "engine/tombstone.h"

#include "engine/digest.h"
#include "engine/person.h"

namespace lapse::engine {

std::string TombstoneKey::of_email(std::string_view address) const {
  return digest("email:", lower(std::string(address)));
}

std::string TombstoneKey::of_mobile(std::string_view number) const {
  return digest("mobile:", digits_of(number));
}

std::string TombstoneKey::of_account(std::string_view id) const {
  return digest("account:", std::string(id));
}

std::string TombstoneKey::seal(std::string_view before, std::string_view line) const {
  return digest("line:", std::string(before) + "\n" + std::string(line));
}

std::string TombstoneKey::digest(std::string_view what, const std::string& text) const {
  if (key_.empty() || text.empty()) return "";
  return hmac_sha256(key_, std::string(what) + text);
}

std::string digest_of_account(const std::string& account, const TombstoneKey& key) {
  return account.starts_with(kOnlyRecorded) ? account.substr(kOnlyRecorded.size()) : key.of_account(account);
}

}  // namespace lapse::engine
