#include "engine/journal.h"

namespace lapse::engine {

void BlockRows::add(const JournalRow& row) {
  ++size_;
  digest_.field(row.seq).field(row.at).field(row.account).field(row.kind).field(row.cause).field(row.edition);
  digest_.field(row.run).field(row.actor).field(row.from_state).field(row.to_state).field(row.was_since);
  digest_.field(row.state_since)
      .field(row.idle_since)
      .field(row.epoch)
      .field(row.step)
      .field(row.promised_at);
  if (!row.deed.empty()) digest_.field(row.deed);
}

std::string BlockRows::linked_to(const std::string& digest_before) {
  Digest linked;
  return linked.field(digest_before).field(digest_.hex()).hex();
}

std::string digest_of_words(const DeedRow& deed) {
  Digest digest;
  digest.field(deed.salt).field(deed.on_behalf).field(deed.reason).field(deed.reference);
  return digest.field(deed.override_reason).hex();
}

std::string digest_of(const DeedRow& deed) {
  if (deed.words.empty()) return "";
  Digest digest;
  digest.field(deed.seq).field(deed.account).field(deed.role).field(deed.given).field(deed.words);
  for (const auto& [name, value] : deed.facts) digest.field(name).field(value);
  return digest.hex();
}

bool words_are_whole(const DeedRow& deed) {
  if (deed.words.empty()) return true;
  const bool erased =
      deed.on_behalf.empty() && deed.reason.empty() && deed.reference.empty() && deed.override_reason.empty();
  return deed.salt.empty() ? erased : digest_of_words(deed) == deed.words;
}

std::string chain_root() {
  return sha256("lapse journal 1");
}

}  // namespace lapse::engine
