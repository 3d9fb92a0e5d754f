// The engine as a process that can be killed: it opens a database, takes the lease, works by night, and
// is gone. What it leaves behind is the database, and the messages that it sent.
#pragma once

#include <memory>
#include <string>

#include "adapters/sql/store.h"
#include "engine/pass.h"
#include "tests/fakes.h"
#include "tests/test_folder.h"
#include "tests/world.h"

namespace lapse::tests {

class Process {
 public:
  // `wall` is what its clock shows, all its life long. Throws when another one holds the lease.
  // With a record of purges, a night begins with a look at it.
  Process(const std::string& database, schedules::Instant wall, Letterbox& letterbox,
          std::shared_ptr<engine::PurgeRecord> record = nullptr);
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void night(const std::string& day);  // at noon: every feed of the day, a pass in chunks of three, delivery
  void go_to_bed() { store_.release(hands_.lease); }

  adapters::sql::SqlStore& store() { return store_; }
  adapters::sql::Database& database() { return store_.database(); }
  engine::Hands& hands() { return hands_; }
  static const engine::Rulebook& book();

 private:
  std::shared_ptr<engine::PurgeRecord> record_;
  adapters::sql::SqlStore store_;
  Letterbox& letterbox_;
  HandClock clock_;
  Memory memory_;
  PlainTexts texts_;
  engine::StopFlag stop_ = false;
  engine::Hands hands_;
};

// The world of feeds.h on the evening before the night that is disturbed: one database, made once.
struct Evening {
  TestFolder folder;
  TestDatabase database{folder.file("evening.db")};
  schedules::Instant wall{1'000'000'000};  // the lease is free from here on
  Evening();

 private:
  void pass();
};
Evening& evening();

}  // namespace lapse::tests
