#include "engine/verify.h"

namespace lapse::engine {
namespace {

constexpr std::size_t kFindingsShown = 20;

std::string rows_of(const Block& block) {
  if (block.first == block.last) return "journal row " + std::to_string(block.first);
  return "journal rows " + std::to_string(block.first) + " to " + std::to_string(block.last);
}

std::string counted(std::int64_t rows) {
  return std::to_string(rows) + (rows == 1 ? " row" : " rows");
}

class ChainWalk {
 public:
  explicit ChainWalk(Verification& verification) : verification_(verification) {}

  void row(const JournalRow& row) {
    ++verification_.rows;
    rows_.add(row);
  }

  void block(const Block& block) {
    const std::int64_t found = rows_.size();
    const std::string digest = rows_.linked_to(verification_.head);
    const std::string name = " block " + std::to_string(block.number) + " (" + rows_of(block) + ")";
    if (found < block.size) {
      finding(counted(block.size - found) + " of" + name + (block.size - found == 1 ? " is" : " are") +
              " missing");
    } else if (found > block.size) {
      finding(counted(found - block.size) + " of" + name + (found - block.size == 1 ? " was" : " were") +
              " never sealed");
    } else if (digest != block.digest) {
      finding(rows_of(block) + (block.first == block.last ? " is" : " are") + " not as " +
              (block.first == block.last ? "it was" : "they were") + " written");
    }
    verification_.head = block.digest;  // go on from what was written, so that one break is one finding
    rows_ = BlockRows();
    ++verification_.blocks;
  }

  void end() {
    const auto open = rows_.size();
    if (open > 0)
      finding(counted(open) + " of the journal " + (open == 1 ? "belongs" : "belong") + " to no block");
  }

  void finding(const std::string& says) {
    ++verification_.findings_in_all;
    if (verification_.findings.size() < kFindingsShown) verification_.findings.push_back(says);
  }

 private:
  Verification& verification_;
  BlockRows rows_;
};

}  // namespace

Verification verify(const Store& store) {
  Verification verification;
  verification.head = chain_root();
  ChainWalk walk(verification);
  store.read_journal([&walk](const JournalRow& row) { walk.row(row); },
                     [&walk](const Block& block) { walk.block(block); });
  walk.end();
  store.read_deeds([&walk](const DeedRow& deed) {
    if (!words_are_whole(deed)) {
      walk.finding("the reason or another word of the deed of journal row " + std::to_string(deed.seq) +
                   " is not as it was written");
    }
  });
  store.read_unfolded([&walk](const std::string& account) {
    walk.finding("account " + account + " is not what its last journal row says");
  });
  return verification;
}

}  // namespace lapse::engine
