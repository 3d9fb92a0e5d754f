// The outbox as a table: notices written set-based with the change they tell of, claimed and settled one by
// one.
#pragma once

#include <string>
#include <vector>

#include "adapters/sql/database.h"
#include "adapters/sql/journal_table.h"
#include "engine/notice.h"
#include "engine/records.h"
#include "engine/views.h"
#include "engine/work.h"
#include "rules/model.h"

namespace lapse::adapters::sql {

// More owners than one site can have: a notice to each has its own number.
inline constexpr std::int64_t kOwnersOfASite = 65536;

class NoticeTable {
 public:
  explicit NoticeTable(Database& database) : database_(database) {}

  // What is the same for all notices of a piece of work.
  struct Order {
    std::string rule;
    std::int64_t run = 0;
    std::int64_t as_of = 0;
    int step = 0;
    std::int64_t date_at = 0;  // warnings: local midnight of the day told
    int lead_days = 0;
    std::int64_t restorable_seconds = 0;  // from the journal row's state_since; 0: cannot be brought back
  };

  // One notice for every journal row in `rows` and every address of the announcements. Returns how many it
  // wrote. Called once for a journal row: a notice has its number from it (OUTBOX.md).
  std::int64_t write(const Order& order, const std::vector<engine::Announcement>& announcements,
                     const rules::Policy& policy, SeqRange rows);

  struct Retraction {
    std::int64_t run = 0;
    std::int64_t as_of = 0;
    std::string send;
    std::string which;  // of the notices `n` of the run that is taken back
  };
  // One notice for every journal row in `rows` and every address that run `undone` told, or may have told.
  std::int64_t write_to_told(const Retraction& order, std::int64_t undone, SeqRange rows);
  // What run `undone` wrote for the accounts of these journal rows and has not gone out, will not.
  void cancel_of_run(SeqRange rows, std::int64_t undone, const std::string& reason);

  // The accounts of these journal rows have moved on: warnings that have not gone out will not.
  void cancel_warnings(SeqRange rows, const std::string& reason);
  // The same for whatever has not gone out.
  void cancel_all(SeqRange rows, const std::string& reason);

  std::vector<engine::Notice> claim(schedules::Instant now, int limit, const rules::Policy& policy);
  void settle(const std::vector<engine::Settlement>& settlements, schedules::Instant now);

  std::vector<engine::NoticeView> of(const std::string& account);
  engine::Queue queue();
  std::int64_t next_try_at();  // 0: nothing waits

 private:
  struct Claimed {
    engine::Notice notice;
    std::int64_t told = 0;
    bool overtaken = false;
  };
  std::vector<Claimed> due(schedules::Instant now, int limit, const rules::Policy& policy);
  void find_mailboxes(engine::Notice& notice);
  void end_ladder_steps(const std::vector<engine::Settlement>& settlements, schedules::Instant now);

  Database& database_;
};

}  // namespace lapse::adapters::sql
