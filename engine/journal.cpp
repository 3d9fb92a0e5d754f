#include "engine/journal.h"

namespace lapse::engine {

Chain::Chain(const std::string& digest_before) {
  digest_.field(digest_before);
}

void Chain::add(const JournalRow& row) {
  digest_.field(row.seq).field(row.at).field(row.account).field(row.kind).field(row.cause).field(row.edition);
  digest_.field(row.run).field(row.actor).field(row.from_state).field(row.to_state).field(row.was_since);
  digest_.field(row.state_since)
      .field(row.idle_since)
      .field(row.epoch)
      .field(row.step)
      .field(row.promised_at);
}

std::string Chain::digest() {
  return digest_.hex();
}

std::string chain_root() {
  return sha256("lapse journal 1");
}

}  // namespace lapse::engine
