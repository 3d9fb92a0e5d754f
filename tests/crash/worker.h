// A worker as a process that can be killed: it joins the night of a Process, on a connection of its own.
#pragma once

#include <string>

#include "adapters/sql/store.h"
#include "engine/join.h"
#include "tests/fakes.h"

namespace lapse::tests {

class Worker {
 public:
  Worker(const std::string& database, const std::string& name, schedules::Instant wall);
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  // Joins whatever run there is, in chunks of three; stops after `chunks` of them. nullopt: there was no run.
  std::optional<engine::Joined> work(int chunks = 1000);

  adapters::sql::SqlStore& store() { return store_; }
  adapters::sql::Database& database() { return store_.database(); }
  schedules::Instant time() const { return clock_.time; }

 private:
  adapters::sql::SqlStore store_;
  HandClock clock_;
  Memory memory_;
  engine::StopFlag stop_ = false;
  engine::Hands hands_;
};

// What is the same however many did it: without the cuts between transactions.
std::string whoever_did_it(const std::string& dump);

}  // namespace lapse::tests
