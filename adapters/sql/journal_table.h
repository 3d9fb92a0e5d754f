// Journal rows written inside the database, and sealed into blocks of the hash chain.
//
// Numbers  One counter gives them. A run takes a number for each row of its plan at once, all others take
// theirs
//          as they write; that needs a transaction that nobody is beside.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "adapters/sql/database.h"
#include "engine/journal.h"
#include "engine/records.h"
#include "engine/store.h"

namespace lapse::adapters::sql {

// What is the same for all rows of a transaction.
struct Stamp {
  std::int64_t at = 0;
  std::string edition;
  std::int64_t run = 0;
  std::string actor;
};

// A set of journal rows: for every row of `from_where` (with account a in it), one row with these
// expressions.
struct JournalRows {
  std::string kind;
  std::string cause;
  std::string from_where;              // "FROM ... WHERE ..."
  std::string from_state = "a.state";  // the rest: SQL expressions over it
  std::string to_state = "a.state";
  std::string was_since = "a.state_since";
  std::string state_since = "a.state_since";
  std::string idle_since = "a.idle_since";
  std::string epoch = "a.epoch";
  std::string promised_at = "a.promised_at";
  std::int64_t step = 0;
  std::string account = "a.id";
};

struct SeqRange {
  std::int64_t first = 1;
  std::int64_t last = 0;
  std::int64_t count() const { return last - first + 1; }
};

using DeedDigests = std::map<std::int64_t, std::string>;

class JournalTable {
 public:
  explicit JournalTable(Database& database) : database_(database) {}

  std::int64_t last_seq();               // that was ever given
  void take_numbers(std::int64_t last);  // up to this one, if they are not taken yet
  // Writes the rows in the order of their accounts; the range is theirs.
  SeqRange write(const JournalRows& rows, const Stamp& stamp, const Binds& binds);
  // The same under numbers that are taken already: `seq` is an expression. Returns how many rows it wrote.
  std::int64_t write_as(const std::string& seq, const JournalRows& rows, const Stamp& stamp,
                        const Binds& binds);
  // Closes the rows of this range, which are this transaction's, into one block. Nothing to do where there
  // are none. Comes last before the commit: everybody else who seals waits for it.
  // `deeds`: their digests, by the numbers of their rows.
  void seal(SeqRange range, const DeedDigests& deeds = {});

  // Changes the accounts of these rows; returns how many.
  std::int64_t update_accounts(SeqRange range, const std::string& set, const Binds& binds);

  void each(SeqRange range, const engine::Visit<engine::JournalRow>& visit, const DeedDigests& deeds = {});
  void each_of(const std::string& account, const engine::Visit<engine::JournalRow>& visit);

 private:
  void each_where(const std::string& where, const Binds& binds,
                  const engine::Visit<engine::JournalRow>& visit);

  Database& database_;
};

}  // namespace lapse::adapters::sql
