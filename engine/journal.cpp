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
}

std::string BlockRows::linked_to(const std::string& digest_before) {
  Digest linked;
  return linked.field(digest_before).field(digest_.hex()).hex();
}

std::string chain_root() {
  return sha256("lapse journal 1");
}

}  // namespace lapse::engine
