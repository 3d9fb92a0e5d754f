// The service desk's transaction: one deed of a person, beside the engine and never in the middle of it.
#pragma once

#include "adapters/sql/database.h"
#include "adapters/sql/journal_table.h"
#include "engine/deed.h"

namespace lapse::adapters::sql {

class SqlDesk : public engine::Desk {
 public:
  // Waits for the transaction that is under way, and keeps others out until the end of this one. On a
  // database that is only read, a look is all that can be had: nobody waits.
  explicit SqlDesk(Database& database);
  ~SqlDesk() override;
  SqlDesk(const SqlDesk&) = delete;
  SqlDesk& operator=(const SqlDesk&) = delete;

  std::optional<engine::DeedFacts> look(const engine::Deed& deed,
                                        const engine::Candidates& candidates) override;
  std::int64_t write(const engine::Deed& deed, const engine::DeedFacts& facts,
                     const engine::DeedChange& change, const rules::Policy& policy,
                     const std::string& edition) override;
  void commit() override;
  bool was_done(const engine::Deed& deed, std::int64_t number) override;

 private:
  SeqRange journal(const engine::Deed& deed, const engine::DeedFacts& facts, const engine::DeedChange& change,
                   const std::string& edition);
  void move(const engine::Deed& deed, const engine::DeedChange& change, const rules::Policy& policy,
            SeqRange row);
  void hold(const engine::Deed& deed);
  void release(const engine::Deed& deed);
  void count_holds(const engine::Deed& deed);
  DeedDigests record(const engine::Deed& deed, const engine::DeedFacts& facts,
                     const engine::DeedChange& change, SeqRange row);

  Database& database_;
  bool open_ = false;
};

}  // namespace lapse::adapters::sql
