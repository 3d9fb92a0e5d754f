#include "engine/verify.h"

namespace lapse::engine {
namespace {

constexpr std::size_t kFindingsShown = 20;

class ChainWalk {
 public:
  explicit ChainWalk(Verification& verification) : verification_(verification) {}

  void row(const JournalRow& row) {
    if (row.seq != expected_) {
      missing(row.seq - 1);
    }
    expected_ = row.seq + 1;
    ++verification_.rows;
    ++open_rows_;
    chain_.add(row);
  }

  void block(const Block& block) {
    const std::string digest = chain_.digest();
    if (expected_ != block.last + 1) {
      missing(block.last);
    } else if (digest != block.digest) {
      finding("journal rows " + std::to_string(block.first) + " to " + std::to_string(block.last) +
              " are not as they were written");
    }
    expected_ = block.last + 1;
    verification_.head = block.digest;  // go on from what was written, so that one break is one finding
    chain_ = Chain(block.digest);
    open_rows_ = 0;
    ++verification_.blocks;
  }

  void end() {
    if (open_rows_ > 0) finding(std::to_string(open_rows_) + " journal rows at the end belong to no block");
  }

  void finding(const std::string& says) {
    ++verification_.findings_in_all;
    if (verification_.findings.size() < kFindingsShown) verification_.findings.push_back(says);
  }

 private:
  void missing(std::int64_t last) {
    const std::string first = std::to_string(expected_);
    finding(last == expected_ ? "journal row " + first + " is missing"
                              : "journal rows " + first + " to " + std::to_string(last) + " are missing");
  }

  Verification& verification_;
  Chain chain_{chain_root()};
  std::int64_t expected_ = 1;
  std::int64_t open_rows_ = 0;
};

}  // namespace

Verification verify(const Store& store) {
  Verification verification;
  verification.head = chain_root();
  ChainWalk walk(verification);
  store.read_journal([&walk](const JournalRow& row) { walk.row(row); },
                     [&walk](const Block& block) { walk.block(block); });
  walk.end();
  store.read_unfolded([&walk](const std::string& account) {
    walk.finding("account " + account + " is not what its last journal row says");
  });
  return verification;
}

}  // namespace lapse::engine
