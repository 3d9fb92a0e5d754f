// An empty store in memory for one story of a policy test, made and thrown away with it.
#pragma once

#include <vector>

#include "adapters/sql/store.h"
#include "engine/rehearsal.h"

namespace lapse::adapters::sql {

class StoryStore {
 public:
  StoryStore();

  engine::Store& store() { return store_; }
  // Writes ladders that were told before the story began into its accounts.
  void tell(const std::vector<engine::ToldLadder>& ladders);

 private:
  SqlStore store_;
};

}  // namespace lapse::adapters::sql
