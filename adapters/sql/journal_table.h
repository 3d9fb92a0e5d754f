// Journal rows written inside the database, and sealed into blocks of the hash chain.
#pragma once

#include <cstdint>
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

class JournalTable {
 public:
  explicit JournalTable(Database& database) : database_(database) {}

  std::int64_t last_seq();
  // Writes the rows in the order of their accounts; the range is theirs.
  SeqRange write(const JournalRows& rows, const Stamp& stamp, const Binds& binds);
  // Closes the transaction's rows into one block. Nothing to do for an empty range.
  void seal(SeqRange range);

  // Changes the accounts of these rows; returns how many.
  std::int64_t update_accounts(SeqRange range, const std::string& set, const Binds& binds);

  void each(SeqRange range, const engine::Visit<engine::JournalRow>& visit);
  void each_of(const std::string& account, const engine::Visit<engine::JournalRow>& visit);

 private:
  void each_where(const std::string& where, const Binds& binds,
                  const engine::Visit<engine::JournalRow>& visit);

  Database& database_;
};

}  // namespace lapse::adapters::sql
