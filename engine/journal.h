// The journal: one row for every change of an account, chained by hashes. JOURNAL.md is the format page.
//
// Rows are written in blocks, one block in each transaction that changes accounts. The digest of a block is
// the SHA-256 of the digest before it and of the digest of its rows in order, so that no row can be altered,
// added or taken away behind the engine's back without breaking every digest after it (INV14). The rows come
// first: a block is linked last, and in no time, so that several transactions can fill theirs side by side.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "engine/digest.h"

namespace lapse::engine {

struct JournalRow {
  std::int64_t seq = 0;  // rises with every change of one account; numbers may be left out
  std::int64_t at = 0;   // as_of of the change
  std::string account;
  std::string kind;     // arrive, move, warn, event, login, vanish, return, correct, ...: JOURNAL.md
  std::string cause;    // rule, event or source
  std::string edition;  // hash of the policy in force
  std::int64_t run = 0;
  std::string actor;
  std::string from_state;
  std::string to_state;
  std::int64_t was_since = 0;    // state_since before
  std::int64_t state_since = 0;  // after
  std::int64_t idle_since = 0;   // as it was when it was decided
  std::int64_t epoch = 0;        // after
  std::int64_t step = 0;         // warn
  std::int64_t promised_at = 0;  // after
  std::string deed = {};         // digest_of() the deed beside it; empty: there is none, or an old one
};

// What a person did, beside the journal row of the same number (JOURNAL.md). A purge erases the words of it:
// the chain has them as a digest under a salt, which is erased with them.
struct DeedRow {
  std::int64_t seq = 0;
  std::string account;
  std::string role;
  std::string given;
  std::map<std::string, std::string> facts;  // by name
  std::string on_behalf;                     // from here on: words
  std::string reason;
  std::string reference;
  std::string override_reason;
  std::string salt;
  std::string words;  // digest of them; empty: written before deeds were in the chain
};

std::string digest_of_words(const DeedRow& deed);
// Of all that stays after a purge, and the digest of the words. Empty without that.
std::string digest_of(const DeedRow& deed);
// Whether the words are those of their digest, or were erased as a whole.
bool words_are_whole(const DeedRow& deed);

class BlockRows {
 public:
  void add(const JournalRow& row);
  std::int64_t size() const { return size_; }
  // The digest of the block that these rows make after that one. The rows may not be used afterwards.
  std::string linked_to(const std::string& digest_before);

 private:
  Digest digest_;
  std::int64_t size_ = 0;
};

// What the first block hangs from.
std::string chain_root();

}  // namespace lapse::engine
