// The journal of a store, read whole: for its proof.
#include <algorithm>

#include "adapters/sql/deed_table.h"
#include "adapters/sql/journal_table.h"
#include "adapters/sql/store.h"

namespace lapse::adapters::sql {
namespace {

using Text = std::string;

}  // namespace

void SqlStore::read_journal(const engine::Visit<engine::JournalRow>& row,
                            const engine::Visit<engine::Block>& block) const {
  std::vector<engine::Block> blocks;
  database_.each<Number, Number, Number, Number, Text>(
      "SELECT number, first_seq, last_seq, size, digest FROM block ORDER BY number", {},
      [&](Number number, Number first, Number last, Number size, const Text& digest) {
        blocks.push_back({number, first, last, size, digest});
      });
  JournalTable journal(database_);
  const auto deeds = DeedTable(database_).digests();
  for (const auto& one : blocks) {
    journal.each({one.first, one.last}, row, deeds);
    block(one);
  }
  std::ranges::sort(blocks, {}, &engine::Block::first);
  std::int64_t next = 1;
  for (const auto& one : blocks) {
    journal.each({next, one.first - 1}, row);  // rows that no block covers
    next = std::max(next, one.last + 1);
  }
  journal.each({next, std::max<std::int64_t>(journal.last_seq(),
                                             database_.number("SELECT COALESCE(MAX(seq), 0) FROM journal"))},
               row);
}

void SqlStore::read_deeds(const engine::Visit<engine::DeedRow>& visit) const {
  DeedTable(database_).read(visit);
}

void SqlStore::read_unfolded(const engine::Visit<std::string>& account) const {
  database_.each<Text>(
      "SELECT a.id FROM account a WHERE NOT EXISTS (SELECT 1 FROM journal j WHERE j.account = a.id"
      " AND j.seq = (SELECT MAX(k.seq) FROM journal k WHERE k.account = a.id) AND j.to_state = a.state"
      " AND j.state_since = a.state_since AND j.epoch = a.epoch) ORDER BY a.id",
      {}, account);
  database_.each<Text>(
      "SELECT DISTINCT j.account FROM journal j WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.id = "
      "j.account)"
      " ORDER BY 1",
      {}, account);
}

}  // namespace lapse::adapters::sql
